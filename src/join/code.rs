//! A light reading of a page's instructions: what they leave open, and what they close without having opened it.

use std::ops::Range;

/// What has to change in instructions, and to go after them, so that they leave nothing behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::join) struct Balance {
    /// Where they restore states or end marked content that they have not begun.
    pub stray: Vec<Range<usize>>,
    /// How many saved states they leave.
    pub saved: usize,
    /// How many marked contents they leave.
    pub marked: usize,
    /// Whether they leave a text object.
    pub text: bool,
    /// What closes a token that they break off in.
    pub tail: Vec<u8>,
}

/// A reader of instructions.
struct Reader<'c> {
    code: &'c [u8],
    at: usize,
    balance: Balance,
    open: Vec<u8>,
}

impl Balance {
    /// Reads instructions.
    pub fn of(code: &[u8]) -> Self {
        let mut reader = Reader {
            code,
            at: 0,
            balance: Self::default(),
            open: Vec::new(),
        };
        while reader.at < code.len() {
            reader.token();
        }
        let open = std::mem::take(&mut reader.open);
        let mut balance = reader.balance;
        balance.tail.extend(open.iter().rev());
        balance
    }

    fn operator(&mut self, word: &[u8], at: Range<usize>) {
        match word {
            b"q" => self.saved += 1,
            b"Q" if self.saved == 0 => self.stray.push(at),
            b"Q" => self.saved -= 1,
            b"BT" => self.text = true,
            b"ET" => self.text = false,
            b"BMC" | b"BDC" => self.marked += 1,
            b"EMC" if self.marked == 0 => self.stray.push(at),
            b"EMC" => self.marked -= 1,
            _ => {}
        }
    }
}

impl Reader<'_> {
    fn token(&mut self) {
        let byte = self.code[self.at];
        self.at += 1;
        match byte {
            b'%' => self.skip(|byte| !matches!(byte, b'\r' | b'\n')),
            b'(' => self.string(),
            b'<' if self.next() == Some(b'<') => {
                self.at += 1;
                self.open.extend(b">>");
            }
            b'<' => self.hexadecimal(),
            b'>' if self.next() == Some(b'>') => {
                self.at += 1;
                self.close(b'>');
                self.close(b'>');
            }
            b'[' => self.open.push(b']'),
            b']' => self.close(b']'),
            b'/' => self.skip(regular),
            byte if regular(byte) => self.word(),
            _ => {}
        }
    }

    fn next(&self) -> Option<u8> {
        self.code.get(self.at).copied()
    }

    fn skip(&mut self, more: impl Fn(u8) -> bool) {
        let rest = &self.code[self.at..];
        self.at += rest
            .iter()
            .position(|byte| !more(*byte))
            .unwrap_or(rest.len());
    }

    fn close(&mut self, closer: u8) {
        if self.open.last() == Some(&closer) {
            self.open.pop();
        }
    }

    fn string(&mut self) {
        let mut depth = 1_usize;
        while let Some(byte) = self.next() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
        // A line break first: the last byte may be a lone backslash.
        self.balance.tail.push(b'\n');
        self.balance.tail.extend(vec![b')'; depth]);
    }

    fn hexadecimal(&mut self) {
        self.skip(|byte| byte != b'>');
        if self.next().is_none() {
            self.balance.tail.push(b'>');
        }
        self.at += 1;
    }

    fn word(&mut self) {
        let start = self.at - 1;
        self.skip(regular);
        let word = &self.code[start..self.at];
        match word {
            b"ID" => self.picture(),
            // An operator ends whatever operands were broken off before it.
            word if word[0].is_ascii_alphabetic()
                && !matches!(word, b"true" | b"false" | b"null") =>
            {
                self.open.clear();
                self.balance.operator(word, start..self.at);
            }
            _ => {}
        }
    }

    /// Passes over the data of an inline image.
    fn picture(&mut self) {
        self.open.clear();
        let rest = self.code.get(self.at + 1..).unwrap_or_default();
        let ends = |at: &usize| ends(rest, *at);
        match (0..rest.len()).find(ends) {
            Some(at) => self.at += 1 + at + 3,
            None => {
                self.at = self.code.len();
                self.balance.tail.extend(b"\nEI\n");
            }
        }
    }
}

/// Tells whether the data of an inline image ends at a place: white space, `EI`, and then text rather than data.
fn ends(data: &[u8], at: usize) -> bool {
    let [space, b'E', b'I', after @ ..] = &data[at..] else {
        return false;
    };
    let text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    space.is_ascii_whitespace()
        && after.first().is_none_or(u8::is_ascii_whitespace)
        && after.iter().take(12).all(text)
}

fn regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | 12
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balanced_instructions_need_nothing() {
        let code = b"q 1 0 0 1 0 0 cm /P <</MCID 0>> BDC BT (Q \\) q) Tj <51> Tj [(Q)-1(q)] TJ ET EMC Q % q q";
        assert_eq!(Balance::of(code), Balance::default());
    }

    #[test]
    fn what_is_left_open_or_closed_too_often_is_counted() {
        let found = Balance::of(b"Q Q q q q Q EMC /A BMC BT");
        let expected = Balance {
            stray: vec![0..1, 2..3, 12..15],
            saved: 2,
            marked: 1,
            text: true,
            tail: vec![],
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn tokens_that_break_off_are_closed() {
        let tail = |code: &[u8]| String::from_utf8(Balance::of(code).tail).expect("ASCII");
        assert_eq!(tail(b"q (a(b"), "\n))");
        assert_eq!(tail(b"q [<41"), ">]");
        assert_eq!(tail(b"/P <</MCID 3"), ">>");
        assert_eq!(tail(b"BI /W 1 /H 1 ID \xff\xfe"), "\nEI\n");
    }

    #[test]
    fn data_of_inline_images_is_no_code() {
        let found = Balance::of(b"q BI /W 9 /H 1 ID q q EI\xff Q \nEI Q");
        assert_eq!(found, Balance::default());
    }
}

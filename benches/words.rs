//! Invented text: everyday words in an order that a seed fixes, so that no two papers share a paragraph.

/// What papers like these are made of.
const WORDS: &str = "the of and to in for with a by on as from at this that their has have been will is are was were who which all \
    more new local young people officers partners residents police commissioner council district county town village street schools \
    teachers parents families victims witnesses drivers farmers traders shops markets parks harbour station bus railway night \
    morning weekend summer winter spring quarter month year programme project scheme fund grant budget contract plan strategy \
    review report survey audit campaign training workshop meeting panel board team unit service centre helpline website letter \
    visit patrol camera sensor vehicle boundary rural urban coastal safer stronger earlier later quicker careful steady clear \
    regular joint shared independent further first second third final early open closed agreed delivered started finished \
    extended reviewed published recruited trained visited reported recorded reduced increased doubled improved tested launched \
    commissioned evaluated supported referred placed signed awarded completed harm theft burglary fraud speeding nuisance damage \
    arson violence abuse risk demand confidence satisfaction trust attendance progress delay cost saving target outcome evidence \
    feedback interest response advice guidance help support care housing health probation fire ambulance charity volunteer mentor \
    navigator coordinator sergeant inspector analyst";

/// A source of invented text.
pub struct Words {
    words: Vec<&'static str>,
    state: u64,
}

impl Words {
    /// Starts at a seed: the same seed gives the same text.
    pub fn new(seed: u64) -> Self {
        Self {
            words: WORDS.split_whitespace().collect(),
            state: seed,
        }
    }

    /// Returns a sentence of so many words.
    pub fn sentence(&mut self, length: usize) -> String {
        format!("{}.", capitalised(&self.words(length).join(" ")))
    }

    /// Returns sentences of so many words in all.
    pub fn paragraph(&mut self, length: usize) -> String {
        let mut sentences = Vec::new();
        let mut left = length;
        while left > 0 {
            let next = (12 + self.below(16)).min(left);
            sentences.push(self.sentence(next));
            left -= next;
        }
        sentences.join(" ")
    }

    /// Returns a few words without a full stop.
    pub fn phrase(&mut self, length: usize) -> String {
        self.sentence(length).trim_end_matches('.').to_owned()
    }

    /// Returns a number below another.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// No word stands twice in a row: the program would warn of each.
    fn words(&mut self, length: usize) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        while words.len() < length {
            let next = self.word();
            if words.last() != Some(&next) {
                words.push(next);
            }
        }
        words
    }

    /// One word in twelve is a figure.
    fn word(&mut self) -> String {
        match self.below(24) {
            0 => format!("£{},{:03}", 1 + self.below(90), self.below(1000)),
            1 => (2 + self.below(400)).to_string(),
            _ => {
                let place = self.below(self.words.len());
                self.words[place].to_owned()
            }
        }
    }

    /// Sebastiano Vigna's SplitMix64, which is in the public domain.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

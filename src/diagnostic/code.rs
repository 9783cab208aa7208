//! The stable codes of all problems; `docs/problems.md` explains each.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Severity;

macro_rules! codes {
    ($($name:ident = $number:literal, $severity:ident, $summary:literal;)*) => {
        /// What kind of problem it is, under a code that never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $name = $number,)*
        }

        impl Code {
            /// All codes, in order.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Returns how much a problem of this code matters.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// Returns the number of the code: 302 for `BP0302`.
            pub fn number(self) -> u16 {
                self as u16
            }

            /// Returns the code that a text such as `BP0302` names, whatever its case.
            pub fn named(text: &str) -> Option<Self> {
                let digits = text.trim().to_uppercase();
                let number: u16 = digits.strip_prefix("BP")?.parse().ok()?;
                Self::ALL.iter().find(|code| code.number() == number).copied()
            }

            /// Returns what the code stands for, in a few words.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$name => $summary,)* }
            }
        }
    };
}

codes! {
    // 01xx: finding and reading files
    NoOffice = 101, Error, "no office folder found";
    FileUnreadable = 102, Error, "a file cannot be read";
    FormatUnknown = 103, Error, "a file is not of a kind that is read";
    WorkbookBroken = 104, Error, "a workbook is damaged";
    PasswordProtected = 105, Error, "a workbook is protected by a password";
    TooLarge = 106, Error, "a file is larger than the limits";
    HiddenLeftOut = 107, Note, "hidden sheets, rows or columns were left out";
    EncodingGuessed = 108, Note, "a CSV file's encoding had to be guessed";
    TomlSyntax = 109, Error, "a TOML file has a fault of syntax";
    FormattingUnread = 110, Warning, "bold, fills or number formats of a workbook could not be read";
    NotAPaper = 111, Warning, "a TOML file names no document";
    NoPapers = 112, Warning, "an office has no papers";
    // 02xx: what a TOML file says
    KindUnknown = 201, Error, "a document kind does not exist";
    FieldMissing = 202, Error, "a required field is missing";
    FieldUnknown = 203, Error, "a field is not known";
    ValueWrong = 204, Error, "a value is not of its type";
    SettingConflict = 205, Error, "two settings contradict each other";
    KindFaulty = 206, Error, "a document description is faulty";
    StatusKeyFaulty = 207, Error, "a status key is faulty";
    HeadFaulty = 208, Error, "a Markdown file has no head, or one without end";
    BlockUnknown = 209, Error, "a block of a text is of no known kind";
    AltMissing = 210, Error, "a figure has no words in place of it";
    ImageAstray = 211, Error, "an image stands in the middle of a text";
    ChartFaulty = 212, Error, "a chart is faulty";
    NumberTyped = 213, Warning, "paragraphs are numbered by hand";
    HtmlPrinted = 214, Warning, "HTML is printed as it stands";
    CaptionAstray = 215, Error, "a caption has no table";
    GridFaulty = 216, Error, "a row of a table has too many cells";
    // 03xx: trackers and their tables
    SheetMissing = 301, Error, "no sheet holds the table";
    SheetAmbiguous = 302, Error, "several sheets could hold the table";
    HeadingMissing = 303, Error, "a heading is missing";
    HeadingTwice = 304, Error, "two headings mean the same column";
    ColumnUnused = 305, Note, "a column of the tracker was not used";
    CellMissing = 306, Error, "a required cell is empty";
    CellError = 307, Error, "a cell holds an error value";
    CellUncalculated = 308, Error, "a formula has no stored result";
    StatusUnknown = 309, Error, "a status is not in the key";
    StatusMissing = 310, Error, "a row has no status";
    StatusFromFill = 311, Note, "a status was read from a cell's fill";
    RefTwice = 312, Error, "a ref appears twice";
    TableEmpty = 314, Error, "a table has no rows";
    RowLeftOut = 315, Warning, "a row was left out";
    CellText = 316, Error, "a character cannot be printed";
    SheetUnread = 317, Warning, "a sheet that is called like a table was not read";
    RowJoined = 318, Warning, "a row was joined to the row above it";
    HeadingBlank = 319, Warning, "a column with text has no heading";
    FigureUnclear = 320, Error, "a figure cannot be read";
    ShorthandUnknown = 321, Error, "a figure has shorthand that is not explained";
    JudgementMissing = 322, Error, "a status is neither given nor can it be computed";
    UnitsDiffer = 323, Error, "a figure and its target are in different units";
    OutcomeWithoutStep = 324, Error, "a status key has no step for an outcome";
    ToleranceUnclear = 325, Error, "a tolerance cannot be read";
    StatusDisagrees = 326, Warning, "a given status disagrees with its figures";
    LinkWithoutAddress = 327, Error, "a link names no address";
    LaterQuarter = 328, Warning, "a figure is of a later quarter than the paper";
    QuarterUnknown = 329, Error, "a figure is of no quarter";
    // 04xx: notes and cross-references
    NoteMissing = 401, Error, "a mark has no note";
    NoteUncited = 402, Warning, "a note is never cited";
    NoteTwice = 403, Error, "two notes have one mark";
    NoteSameText = 404, Warning, "two notes have the same text";
    SeeMissing = 405, Warning, "a cross-reference leads nowhere";
    NotePlace = 406, Error, "a mark stands where no note can be";
    PlaceUnknown = 407, Error, "a cross-reference names no place";
    PlaceTwice = 408, Error, "two places have one name";
    PlaceUnnumbered = 409, Error, "a cross-reference has no words";
    // 05xx: templates and wording
    TemplateFault = 501, Error, "a template has a fault";
    TemplateWarning = 502, Error, "the typesetter warns of something that spoils a paper";
    WordingFault = 503, Error, "a phrase of the wording has a fault";
    TemplateUnknown = 504, Error, "a template does not exist";
    // 06xx: the finished paper
    NotConforming = 601, Error, "a paper does not conform to its PDF standards";
    TextOffPage = 602, Error, "text lies outside its page or over other text";
    NoteAstray = 603, Warning, "a note stands on another page than its mark";
    PagePlaces = 604, Error, "a link of an HTML page leads nowhere, or to two places";
    // 07xx: writing
    NameFaulty = 701, Error, "an output name cannot be used";
    NameTwice = 702, Error, "two papers would be written to one file";
    NotWritten = 703, Error, "a file cannot be written";
    // 08xx: papers beside papers
    PaperCircle = 801, Error, "a paper refers to itself";
    PaperUnfit = 802, Error, "a paper is of another kind than its place takes";
    PaperTwice = 803, Error, "a paper is named twice";
    NotEarlier = 804, Warning, "a paper is compared with one that is not earlier";
    NothingInCommon = 805, Warning, "two papers that are compared have no line in common";
    Renumbered = 806, Note, "lines have other refs than they had";
    // 09xx: agenda packs
    NotAMeeting = 901, Error, "a file is no meeting";
    ItemFileMissing = 902, Error, "a paper of an item is not there";
    PdfRefused = 903, Error, "a PDF cannot be used";
    PdfEncrypted = 904, Error, "a PDF is encrypted";
    NotConverted = 905, Error, "a document could not be made a PDF";
    StateWithPaper = 906, Error, "an item has a paper, and a state that says it has none";
    ExemptFaulty = 907, Error, "an exemption names no paragraph of the law";
    ExemptWithoutReason = 908, Warning, "an exempt item gives no public interest";
    ExemptReferred = 909, Error, "an open paper draws on an exempt one";
    NoticeShort = 910, Warning, "the last day to publish is too near or past";
    HolidaysUnknown = 911, Warning, "bank holidays of the year are not known";
    AlreadyPublished = 912, Error, "a pack was published already";
    NotPublished = 913, Error, "no pack was published that could be added to";
    NothingLate = 914, Error, "there are no late papers";
    PdfCleaned = 915, Note, "something was taken out of a PDF";
    RedactionFailed = 916, Warning, "text can be read under boxes";
    NeedsPerson = 917, Warning, "a person should look at a PDF";
    NotAccessible = 918, Note, "a PDF keeps the pack from being accessible";
    LinkWithheld = 919, Warning, "a link to an exempt paper was taken out";
    SheetUnsettled = 920, Error, "the front sheet does not settle";
    HistoryFaulty = 921, Error, "the record of what was published cannot be read";
    PublishedKept = 922, Note, "a published pack was left as it is";
    ItemRenumbered = 923, Warning, "a published item has another number";
    SummonsIncomplete = 924, Warning, "a summons does not say when, where or by whom";
    MeetingDayUnusual = 925, Warning, "a meeting is on a Sunday or a bank holiday";
    OtherItem = 926, Warning, "a paper says another number of its item";
    StaleExempt = 927, Warning, "a pack from before still holds what is exempt now";
    NothingChanged = 928, Warning, "a revision changes nothing";
    // 10xx: figures in words
    TypedCountWrong = 1001, Warning, "a typed figure disagrees with the rows";
    PercentWrong = 1002, Warning, "a percentage does not follow from its numbers";
    SharesOff = 1003, Warning, "shares do not add up to 100%";
    RatingWrong = 1004, Warning, "a typed rating disagrees with the rows";
    ResultBroken = 1005, Warning, "a result is not written out";
    KeyMisnamed = 1006, Warning, "a heading names steps that the key does not have";
    DateImpossible = 1007, Warning, "a date does not exist";
    AmountBroken = 1008, Warning, "a number has its commas in the wrong places";
    ShareImpossible = 1009, Warning, "a share is more than the whole";
    // 11xx: statuses and words
    StatusContradicted = 1101, Warning, "an update speaks against its status";
    PathMissing = 1102, Warning, "a line that needs attention has no path to green";
    NotStartedLate = 1103, Warning, "a line has not started, and its quarter has passed";
    CompleteToCome = 1104, Warning, "a line is complete, and its update speaks of work to come";
    // 12xx: updates
    UpdateMissing = 1201, Warning, "a line has no update";
    UpdateHollow = 1202, Warning, "an update says nothing";
    UpdateRepeated = 1203, Warning, "two lines have the same update";
    UpdateStale = 1204, Warning, "an update is that of the last paper";
    UpdateRedated = 1205, Warning, "an update differs from the last one in its figures alone";
    UpdateBroken = 1206, Warning, "an update breaks off";
    UpdateLong = 1207, Warning, "an update is longer than the office allows";
    // 13xx: lines and names
    RefOutOfOrder = 1301, Warning, "a ref stands out of order";
    RefSkipped = 1302, Warning, "a ref is missing from its order";
    NameUnknown = 1303, Warning, "a name is not in the office's list";
    StepUnused = 1304, Note, "no paper uses a step of a status key";
    LineVanished = 1305, Warning, "a line of the last paper is gone without a word";
    LineAppeared = 1306, Warning, "a line is new without a word";
    // 14xx: notes and abbreviations
    NoteElsewhere = 1401, Warning, "a note is cited for words that it does not explain";
    AbbreviationUnexplained = 1402, Note, "an abbreviation is not explained";
    ExplainedTwice = 1403, Warning, "an abbreviation is explained in two ways";
    AbbreviationMisspelt = 1404, Warning, "an abbreviation looks misspelt";
    TermUnused = 1405, Note, "a term of the glossary is not used";
    // 15xx: language
    Misspelt = 1501, Off, "a word is in no dictionary";
    WordTwice = 1502, Warning, "a word stands twice";
    SpacesDouble = 1503, Note, "there are two spaces in a row";
    BracketOpen = 1504, Warning, "a bracket or a quotation mark has no partner";
    QuotesMixed = 1505, Note, "straight and curly quotation marks are mixed";
    SpellingAmerican = 1506, Warning, "a word is spelt as in the United States";
    HouseTerm = 1507, Warning, "a term is not written as the house writes it";
    // 16xx: accessibility
    TextSmall = 1601, Warning, "text is smaller than it may be";
    ContrastLow = 1602, Warning, "two colours are too much alike";
    GreyAlike = 1603, Warning, "two steps look the same in grey";
    LinkText = 1604, Warning, "a link does not say where it goes";
    Capitals = 1605, Warning, "a passage is in capitals";
    Italics = 1606, Warning, "a passage is in italics";
    HeadingSkipped = 1607, Warning, "a rank of headings is left out";
    ContentsMissing = 1608, Warning, "a long paper has no contents";
    WordsHollow = 1609, Warning, "the words in place of a figure say nothing";
    // 17xx: what should not be published
    PhoneNumber = 1701, Warning, "a telephone number would be published";
    EmailAddress = 1702, Warning, "an e-mail address would be published";
    NationalInsurance = 1703, Warning, "a National Insurance number would be published";
    NhsNumber = 1704, Warning, "an NHS number would be published";
    HomeAddress = 1705, Warning, "an address would be published";
    BirthDate = 1706, Warning, "a date of birth would be published";
    VehicleMark = 1707, Warning, "a vehicle's mark would be published";
    ProtectiveMarking = 1708, Warning, "a protective marking stands in a public paper";
    WorkbookComments = 1709, Note, "a workbook has comments";
    WorkbookChanges = 1710, Note, "a workbook keeps a record of its changes";
    // 18xx: the checks themselves
    AllowanceUnused = 1801, Warning, "an allowance matches nothing";
    // 19xx: what an office begins with, and new quarters
    ThemeTaken = 1901, Error, "a theme's number is taken";
    PatternMissing = 1902, Error, "no paper of the office can be taken as a pattern";
    QuarterEmpty = 1911, Error, "there are no papers to make a quarter from";
    // 20xx: trackers that are taken over, and rows of a sheet that a paper chooses
    RowsNotFound = 2001, Error, "a sheet has none of the rows that a paper names";
    NothingRecognised = 2002, Error, "a workbook holds no table that a paper could take";
    AdoptionDoubtful = 2003, Warning, "what was recognised is in doubt";
    // 21xx: returns: rounds made and looked at
    RoundFaulty = 2101, Error, "a round of returns is missing or cannot be read";
    LineUnasked = 2102, Warning, "a line is asked of nobody";
    OfficerUnlisted = 2103, Warning, "an officer has no address";
    DeadlineUnlikely = 2104, Warning, "a deadline is past, far off or on no working day";
    // 21xx: rounds that are made again
    ReturnEdited = 2105, Warning, "a return that was changed by hand was not made again";
    // 212x to 214x: answers that are collected
    AnswerAstray = 2121, Error, "an answer is for no line of its paper";
    ReturnUnplaced = 2122, Warning, "a file or sheet that came back is none of the round's";
    AnswersDiffer = 2123, Warning, "two answers of one line differ";
    NotTheirs = 2124, Warning, "a line of somebody else was answered";
    RowUnknown = 2125, Warning, "a row that came back is no line of a paper";
    LockedChanged = 2126, Warning, "something was changed that nobody asked for";
    AnswerEmptied = 2127, Warning, "an answer was emptied";
    RowByTitle = 2128, Note, "a row that came back was known by its title alone";
    NothingToUndo = 2131, Error, "there is nothing to take back";
    TrackerChanged = 2132, Error, "a tracker was changed after answers were put into it";
    TrackerUnpatched = 2133, Error, "answers cannot be put into a tracker";
    RecordFaulty = 2134, Error, "a file of answers names what is none of its round's";
    // 22xx: what was published
    PublishedDiffers = 2201, Error, "a PDF is not what its paper builds to";
    HistoryBroken = 2202, Error, "the record of published papers was changed";
    PublishedChanged = 2203, Error, "a published PDF was changed";
    PublishedMissing = 2204, Note, "a published PDF is not there";
    DraftRecorded = 2205, Warning, "a draft is recorded as published";
    // 230x: the process that is watched over
    EndedProgram = 2301, Error, "a file or paper ended the program";
    ProgramEnded = 2302, Error, "the program ended before its time";
    // 231x: locks and writing
    OutputInUse = 2311, Error, "another run writes in the output folder";
    OutputGone = 2312, Error, "what a run wrote was taken away while it went on";
    // 232x: manifests, and builds in shards
    ShardMissing = 2321, Error, "a shard of a build is missing";
    ShardsDiffer = 2322, Error, "shards of a build do not belong together";
    ManifestFaulty = 2323, Error, "a manifest is missing or cannot be read";
    OutputChanged = 2324, Error, "a file is not what the manifest says";
    InputChanged = 2325, Warning, "a file that papers were made from has changed";
    // 233x: paths
    OutputAstray = 2331, Error, "an output would go over an input, or out of its folder";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BP{:04}", *self as u16)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let mut all = Self::ALL.iter();
        let found = all.find(|code| code.to_string() == name).copied();
        found.ok_or_else(|| D::Error::custom("no code of this program"))
    }
}

//! Paper files that are written for people to go on with: new ones, and those of last quarter rolled forward.

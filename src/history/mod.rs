//! What was published: the figures of each paper and a hash of its PDF, in a record that is only ever added to.

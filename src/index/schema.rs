//! The fields of the index: the on-disk contract, told to people in `index/README.md`.
//!
//! Two kinds of documents share one schema. Their text lives in fields of its
//! own (`body` against `quote`), so that an article's words never score a quote.
//! Facets are raw strings with a column; the manifest of files is the set of
//! `file`, `size`, `modified` and `hash` of the article documents, and so is part of every commit.

use tantivy::IndexSettings;
use tantivy::schema::{
    DateOptions, DateTimePrecision, FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema,
    TextFieldIndexing, TextOptions,
};

use super::analyzer;
use crate::facet::{FACETS, Facet};

/// Version of this schema and of what is written into it.
pub const FORMAT: u64 = 3;

/// Stored texts are packed in blocks of so many bytes. A hit unpacks a whole block, for which twice the
/// engine's own size is no burden; an index is a twentieth smaller by it.
const BLOCK: usize = 32 << 10;

/// What a new index is told beside its schema.
pub fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    }
}

/// Value of the field `doc` on an article.
pub const ARTICLE: &str = "article";
/// Value of the field `doc` on a quote.
pub const QUOTE: &str = "quote";

/// Handles of all fields.
#[derive(Clone, Debug)]
pub struct Fields {
    /// `article` or `quote`.
    pub doc: Field,
    /// Article id, or `ARTICLE_ID#N`.
    pub id: Field,
    /// Id of the article, on both kinds: the term by which both are deleted.
    pub article: Field,
    /// Breaks ties between equal hits, the same way on every machine.
    pub key: Field,
    /// Headline; words.
    pub title: Field,
    /// Story; words with positions, stored.
    pub body: Field,
    /// Headline and story; stems.
    pub stems: Field,
    /// Reporting credits; words.
    pub credit: Field,
    /// A quote's words with positions.
    pub quote: Field,
    /// Where they stand in the body, `START LENGTH` in bytes; stored.
    pub span: Field,
    /// A quote's words; stems.
    pub quote_stems: Field,
    /// A quote's reporting words.
    pub cue: Field,
    /// `form TAB canonical name`: every known form of a speaker's name, folded.
    pub alias: Field,
    /// `name TAB sort TAB gender` of who said a quote, as the article has it; once for each quote.
    pub named: Field,
    /// `name TAB sort TAB gender TAB speaker TAB rule`, for names that stand for another.
    pub joined: Field,
    /// Day of publication, midnight UTC.
    pub published: Field,
    /// Number of quotes of an article.
    pub quotes: Field,
    /// The file as the user named it.
    pub path: Field,
    /// The file's absolute path.
    pub file: Field,
    /// The file's size in bytes.
    pub size: Field,
    /// The file's modification time, nanoseconds since 1970.
    pub modified: Field,
    /// First eight bytes (big endian) of the BLAKE3 hash of the file.
    pub hash: Field,
    /// Version of the program that annotated the article.
    pub program: Field,
    /// JSON of everything known of an article but title and body.
    pub data: Field,
    facets: Vec<Field>,
}

impl Fields {
    /// The field of a facet.
    pub fn facet(&self, facet: &Facet) -> Field {
        // Every row of the table got its field in `build`, in the table's order.
        let at = FACETS.iter().position(|f| f.name == facet.name);
        at.and_then(|at| self.facets.get(at)).copied().unwrap_or(self.doc)
    }

    /// The field of the facet of that name, which is one of the table.
    pub(super) fn named_facet(&self, name: &str) -> Field {
        crate::facet::by_name(name).map_or(self.doc, |facet| self.facet(facet))
    }
}

/// The schema and its handles. Adding a field is a new [`FORMAT`].
pub fn build() -> (Schema, Fields) {
    let raw = || {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::Basic),
        )
    };
    let text = |tokenizer: &str, option, norms: bool| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_fieldnorms(norms)
                .set_index_option(option),
        )
    };
    let words = |option| text(analyzer::WORDS, option, true);
    // A few words each: how many says nothing about a hit.
    let few_words = |option| text(analyzer::WORDS, option, false);
    let stems = || text(analyzer::STEMS, IndexRecordOption::WithFreqs, true);
    let column = || TextOptions::default().set_fast("raw");
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let day = DateOptions::from(FAST)
        .set_indexed()
        .set_precision(DateTimePrecision::Seconds);
    let number = || NumericOptions::from(FAST);

    let mut schema = Schema::builder();
    let fields = Fields {
        doc: schema.add_text_field("doc", raw()),
        id: schema.add_text_field("id", raw() | STORED),
        article: schema.add_text_field("article", raw()),
        key: schema.add_u64_field("key", number()),
        title: schema.add_text_field("title", words(positions) | STORED),
        body: schema.add_text_field("body", words(positions) | STORED),
        stems: schema.add_text_field("stems", stems()),
        credit: schema.add_text_field("credit", few_words(positions)),
        quote: schema.add_text_field("quote", words(positions)),
        span: schema.add_text_field("span", TextOptions::from(STORED)),
        quote_stems: schema.add_text_field("quote_stems", stems()),
        cue: schema.add_text_field("cue", few_words(positions)),
        alias: schema.add_text_field("alias", raw()),
        named: schema.add_text_field("named", raw().set_fast("raw")),
        joined: schema.add_text_field("joined", column()),
        published: schema.add_date_field("published", day),
        quotes: schema.add_u64_field("quotes", number()),
        path: schema.add_text_field("path", raw() | STORED),
        file: schema.add_text_field("file", column()),
        size: schema.add_u64_field("size", number()),
        modified: schema.add_i64_field("modified", number()),
        hash: schema.add_u64_field("hash", number()),
        program: schema.add_text_field("program", column()),
        data: schema.add_text_field("data", TextOptions::from(STORED)),
        facets: FACETS
            .iter()
            .map(|f| schema.add_text_field(f.field, raw().set_fast("raw")))
            .collect(),
    };
    (schema.build(), fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_facet_has_a_field_of_its_own() {
        let (schema, fields) = build();
        for facet in FACETS {
            assert_eq!(schema.get_field_name(fields.facet(facet)), facet.field);
        }
    }
}

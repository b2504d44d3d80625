"""Open an index of the sample corpus with the tantivy package for Python, as index/README.md says.

usage: test_index.py PATH/TO/onrecord

Every number that tantivy gives here must be the number that the program gives.
Standard library and tantivy 0.27 only.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import tantivy

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())


def onrecord(*words, index):
    done = subprocess.run([PROGRAM, *words, "--index", index, "--json"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def analyzer(*more):
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (tantivy.Filter.remove_long(255), tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold(), *more):
        builder = builder.filter(step)
    return builder.build()


class OpenIndex(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.dir = cls.folder.name + "/index"
        cls.summary = onrecord("index", "corpus", index=cls.dir)
        cls.index = tantivy.Index.open(cls.dir)
        cls.index.register_tokenizer("onrecord", analyzer())
        cls.index.register_tokenizer("onrecord_stem", analyzer(tantivy.Filter.stemmer("english")))
        cls.searcher = cls.index.searcher()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def hits(self, query, fields=("stems",)):
        return self.searcher.search(self.index.parse_query(query, list(fields)), 1000)

    def ids(self, query, fields=("stems",)):
        return sorted(self.searcher.doc(address)["id"][0] for _, address in self.hits(query, fields).hits)

    def words(self, quote):
        """The words of a quote: a part of its article's body."""
        article = tantivy.Query.term_query(self.index.schema, "id", quote["id"][0].split("#")[0])
        body = self.searcher.doc(self.searcher.search(article, 1).hits[0][1])["body"][0].encode()
        start, length = map(int, quote["span"][0].split())
        return body[start : start + length].decode()

    def test_everything_is_there(self):
        stats = onrecord("stats", index=self.dir)
        self.assertEqual(stats["articles"], self.summary["indexed"])
        self.assertEqual(self.hits("doc:article").count, stats["articles"])
        self.assertEqual(self.hits("doc:quote").count, stats["quotes"])

    def test_text_query(self):
        for words in ("ceasefire", "government minister", "negotiating"):
            program = onrecord("search", words, "--limit", "1000", index=self.dir)
            self.assertGreater(program["total"], 0, words)
            python = self.ids(" AND ".join(f"stems:{w}" for w in words.split()))
            self.assertEqual(python, sorted(hit["id"] for hit in program["hits"]), words)

    def test_phrase_with_typographic_marks_and_accents(self):
        program = onrecord("search", "“Élysée Palace”", index=self.dir)
        self.assertGreater(program["total"], 0)
        self.assertEqual(self.ids('"elysee palace"', ("body", "title")), sorted(h["id"] for h in program["hits"]))

    def test_speaker_filter(self):
        program = onrecord("quotes", "--speaker", "macron", "--limit", "1000", index=self.dir)
        self.assertGreater(program["total"], 0)
        names = {hit["speaker"] for hit in program["hits"]}
        self.assertEqual(names, {"Emmanuel Macron"})
        python = self.hits('doc:quote AND speaker:"Emmanuel Macron"')
        self.assertEqual(python.count, program["total"])
        words = sorted(self.words(self.searcher.doc(address)) for _, address in python.hits)
        self.assertEqual(words, sorted(hit["text"] for hit in program["hits"]))

    def test_facet_counts(self):
        articles = self.index.parse_query("doc:article", ["stems"])
        for field in ("speaker", "country", "topic", "source", "month", "language"):
            program = onrecord("facets", field, index=self.dir)
            answer = self.searcher.aggregate(articles, {"all": {"terms": {"field": field, "size": 10000}}})
            python = {bucket["key"]: bucket["doc_count"] for bucket in answer["all"]["buckets"]}
            self.assertTrue(python, field)
            self.assertEqual(python, {value["value"]: value["count"] for value in program["values"]}, field)

    def test_stored_spans_fit_the_body(self):
        for _, address in self.hits("doc:article").hits:
            document = self.searcher.doc(address)
            body = document["body"][0].encode()
            data = json.loads(document["data"][0])
            at, words = 0, []
            for start, length, *_ in data["quotes"]:
                at += start
                words.append(body[at : at + length].decode())
            quotes = self.hits(f'doc:quote AND article:{document["id"][0]}').hits
            quotes = sorted((int(d["id"][0].split("#")[1]), self.words(d)) for d in (self.searcher.doc(a) for _, a in quotes))
            self.assertEqual(words, [text for _, text in quotes])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""Writes the inputs a fuzzing run starts from.

    seeds.py READER FOLDER
"""
import io
import os
import sys
import zipfile

READER, FOLDER = sys.argv[1:]
FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "fixtures")
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>T</title><meta name="author" content="A"/><link rel="pronunciation" href="a.pls"/></head>
<body epub:type="bodymatter"><nav epub:type="toc"><ol><li><a href="#a">One</a></li></ol></nav>
<h1 id="a">One</h1><p class="first"><span class="dropcap">I</span>t was &amp; a&#160;day<a
epub:type="noteref" href="#n">1</a>.</p><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
<pre><code>x = 1;</code></pre><ruby>\u6f22<rt>kan</rt></ruby><math alttext="x"><mi>x</mi></math><img src="i.png"
alt="Pic"/><hr/><aside epub:type="footnote" id="n"><p>Note.</p></aside><h2>Two</h2><blockquote><p
xml:lang="fr">Fin<br/>ici</p></blockquote></body></html>"""
TEXT = """The Project Gutenberg eBook of A

*** START OF THE PROJECT GUTENBERG EBOOK A ***

CHAPTER I
The first

It was a bright cold day in April, and the clocks were strik-
ing thirteen.

* * *

CHAPTER II

  And verse,
  and more.

*** END OF THE PROJECT GUTENBERG EBOOK A ***
"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"
unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title id="t">A</dc:title>
<dc:creator id="c">B</dc:creator><meta refines="#c" property="role">aut</meta><dc:language>en</dc:language>
<dc:identifier id="i">urn:isbn:9780000000002</dc:identifier><meta name="cover" content="p"/></metadata>
<manifest><item id="c1" href="c1.xhtml" media-type="application/xhtml+xml"/><item id="n" href="n.xhtml"
media-type="application/xhtml+xml" properties="nav"/><item id="p" href="p.png" media-type="image/png"/></manifest>
<spine toc="x"><itemref idref="c1" linear="yes"/></spine><guide><reference type="cover" href="c1.xhtml"/></guide>
</package>"""
NCX = """<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint id="a"
playOrder="1"><navLabel><text>One</text></navLabel><content src="c1.xhtml#a"/><navPoint><navLabel><text>Two</text>
</navLabel><content src="c2.xhtml"/></navPoint></navPoint></navMap></ncx>"""
PLS = """<?xml version="1.0"?><lexicon version="1.0" alphabet="ipa" xml:lang="en"
xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"><lexeme role="x"><grapheme>tomato</grapheme>
<phoneme>t\u0259</phoneme><alias>to</alias><example>a</example></lexeme></lexicon>"""
CONTAINER = """<container><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>"""


def archive(method):
    """A small EPUB."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as book:
        for name, text in [("mimetype", "application/epub+zip"), ("META-INF/container.xml", CONTAINER),
                           ("OPS/p.opf", PACKAGE), ("OPS/c1.xhtml", PAGE), ("OPS/n.xhtml", PAGE)]:
            book.writestr(name, text)
    return data.getvalue()


SEEDS = {
    "zip": [archive(zipfile.ZIP_STORED), archive(zipfile.ZIP_DEFLATED)],
    "opf": [PACKAGE.encode()],
    "ncx": [NCX.encode()],
    "nav": [PAGE.encode()],
    "html": [PAGE.encode(), ("<!DOCTYPE html>" + PAGE.replace("/>", ">")).encode()],
    "xhtml": [PAGE.encode(), b"<!DOCTYPE a [<!ENTITY e 'v'>]>" + PAGE.encode()],
    "txt": [TEXT.encode(), TEXT.encode("utf-16"), "\u7b2c\u4e00\u56de \u7532\n\n\u4e59\u3002\n".encode("gb18030")],
    "markdown": [b"---\ntitle: A\n---\n# One\n\nText[^1].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Note.\n"],
    "pls": [PLS.encode()],
    "csv": [b"word,replacement\nSt.,Saint\n\"a, b\",c\n"],
}
for number, seed in enumerate(SEEDS[READER]):
    with open(os.path.join(FOLDER, f"seed-{number}"), "wb") as file:
        file.write(seed)
# What was found once is tried first ever after.
known = os.path.join(FIXTURES, "fuzz")
for name in sorted(os.listdir(known)) if os.path.isdir(known) else []:
    if name.startswith(READER + "-"):
        with open(os.path.join(known, name), "rb") as found, \
                open(os.path.join(FOLDER, name), "wb") as file:
            file.write(found.read())

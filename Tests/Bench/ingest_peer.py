#!/usr/bin/env python3
"""Reads EPUBs the way audiobook scripts commonly do, with ebooklib and BeautifulSoup.

    ingest_peer.py PARSER BOOK...      PARSER: html.parser (BeautifulSoup's default) or lxml

Every document of a book is parsed, links that are only note marks are dropped, the text of every
heading and paragraph is taken, and a new chapter starts at every heading of level one to three.
It prints the chapters and letters found, and the seconds the reading took without the imports.
"""
import sys
import time
import warnings

import ebooklib
from bs4 import BeautifulSoup
from ebooklib import epub

warnings.filterwarnings("ignore")
HEADINGS = ["h1", "h2", "h3"]
BLOCKS = HEADINGS + ["h4", "h5", "h6", "p", "li"]


def chapters_of(path, parser):
    """The chapters of a book: title and paragraphs of each."""
    chapters = []
    for item in epub.read_epub(path).get_items_of_type(ebooklib.ITEM_DOCUMENT):
        soup = BeautifulSoup(item.get_content(), parser)
        for link in soup.find_all("a", href=True):
            if not any(letter.isalpha() for letter in link.text):
                link.extract()
        for block in soup.find_all(BLOCKS):
            text = block.get_text().strip()
            if not text:
                continue
            if block.name in HEADINGS or not chapters:
                chapters.append((text, []))
            else:
                chapters[-1][1].append(text)
    return chapters


start = time.monotonic()
chapters = [chapter for path in sys.argv[2:] for chapter in chapters_of(path, sys.argv[1])]
seconds = time.monotonic() - start
letters = sum(len(text) for _, texts in chapters for text in texts)
print(len(chapters), letters, round(seconds, 4))

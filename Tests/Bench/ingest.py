"""Measures the ingest stage: ten books against ebooklib with BeautifulSoup, growth and memory.

Called by bench.py, which gives it the program, the book and its ways to run and to report. The ten
books are made of the sample book's text in the ways EPUBs are made; NARRATE_BENCH_BOOKS names a
folder of others to take instead.
"""
import html
import os
import re
import statistics
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PEER = os.path.join(HERE, "ingest_peer.py")
CONTAINER = ('<?xml version="1.0"?><container version="1.0" '
             'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
             'full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
             '</container>')


def paragraphs_of(book):
    """The paragraphs of the sample book, with the markup inside them."""
    found = []
    with zipfile.ZipFile(book) as archive:
        for entry in sorted(n for n in archive.namelist() if re.search(r"chapter\d+\.xhtml$", n)):
            page = archive.read(entry).decode()
            found += [p for p in re.findall(r"<p[^>]*>(.*?)</p>", page, re.S) if p.strip()]
    return found


def chapters_of(paragraphs, letters):
    """Chapters of about 12 000 letters, each with other paragraphs."""
    chapters, size, place = [], 0, 0
    while size < letters:
        chapter = []
        while sum(map(len, chapter)) < 12_000:
            chapter.append(f"{paragraphs[place % len(paragraphs)]} ({place})")
            place += 1
        size += sum(map(len, chapter))
        chapters.append(chapter)
    return chapters


def plain(number, chapter):
    """As a converter writes it: headings and paragraphs."""
    return f"<h1>Chapter {number}</h1>\n" + "\n".join(f"<p>{p}</p>" for p in chapter)


def marked(number, chapter):
    """As a careful publisher writes it: sections, roles, languages, note references."""
    body = "\n".join(
        f'<p>{p}<a epub:type="noteref" href="notes.xhtml#n{number}-{k}">{k}</a></p>' if k % 9 == 8
        else f"<p>{p}</p>" for k, p in enumerate(chapter))
    return (f'<section id="chapter-{number}" epub:type="chapter" role="doc-chapter" xml:lang="en-GB">'
            f'<h2 epub:type="title">Chapter {number}</h2>{body}</section>')


def classed(number, chapter):
    """As a word processor exports it: a class and a span for everything."""
    return (f'<div class="calibre1" id="id_{number}"><h2 class="heading_{number % 3}"><a id="a{number}" '
            f'class="calibre2"></a><span class="bold">Chapter {number}</span></h2>'
            + "\n".join(f'<p class="block_{k % 5}"><span class="text_{k % 4}">{p}</span></p>'
                        for k, p in enumerate(chapter)) + "</div>")


def epub(path, chapters, style, per_file):
    """An EPUB 3 with so many chapters in each document."""
    pages = [chapters[k:k + per_file] for k in range(0, len(chapters), per_file)]
    items, spine, entries, number = [], [], [], 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", CONTAINER)
        for index, page in enumerate(pages):
            body = []
            for chapter in page:
                number += 1
                body.append(style(number, chapter))
                entries.append(f'<li><a href="p{index}.xhtml">Chapter {number}</a></li>')
            book.writestr(f"OPS/p{index}.xhtml", page_of("\n".join(body)))
            items.append(f'<item id="p{index}" href="p{index}.xhtml" media-type="application/xhtml+xml"/>')
            spine.append(f'<itemref idref="p{index}"/>')
        items.append('<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>')
        book.writestr("OPS/nav.xhtml", page_of(f'<nav epub:type="toc"><ol>{"".join(entries)}</ol></nav>'))
        book.writestr("OPS/package.opf", (
            '<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            'unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">'
            f'urn:x:{os.path.basename(path)}</dc:identifier><dc:title>A Book</dc:title><dc:language>en</dc:language>'
            f'</metadata><manifest>{"".join(items)}</manifest><spine>{"".join(spine)}</spine></package>'))


def page_of(body):
    return ('<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
            'xmlns:epub="http://www.idpf.org/2007/ops" lang="en"><head><title>A Book</title></head>\n<body>'
            f"{body}</body></html>")


def ten_books(folder, paragraphs):
    """Ten novels of 0.3 to 1.5 million letters."""
    given = os.environ.get("NARRATE_BENCH_BOOKS")
    if given:
        return sorted(os.path.join(given, n) for n in os.listdir(given) if n.endswith(".epub"))
    kinds = [(plain, 1), (marked, 1), (classed, 1), (plain, 5), (classed, 3)]
    paths = []
    for number in range(10):
        style, per_file = kinds[number % len(kinds)]
        paths.append(os.path.join(folder, f"book-{number}.epub"))
        epub(paths[-1], chapters_of(paragraphs, 300_000 + number * 130_000), style, per_file)
    return paths


def peer_python():
    """A Python that has the peers, or None."""
    for python in (sys.executable, "/usr/bin/python3"):
        if os.path.exists(python) and subprocess.run(
                [python, "-c", "import ebooklib, bs4, lxml"], capture_output=True).returncode == 0:
            return python
    return None


def bench_speed(run, row, narrate, books):
    python = peer_python()
    if python is None:
        print("     no Python with ebooklib, beautifulsoup4 and lxml: not compared")
        return
    seconds = statistics.median(run([narrate, "ingest", *books])[0] for _ in range(5))
    start = statistics.median(run([narrate, "--version"])[0] for _ in range(5))
    for parser in ("html.parser", "lxml"):
        runs = [run([python, PEER, parser, *books], keep=True) for _ in range(3)]
        peer = statistics.median(r[0] for r in runs)
        chapters, letters, reading = runs[0][3].split()
        print(f"     {len(books)} books, {int(letters):,} letters: narrate {seconds:.3f} s, of that start "
              f"{start:.3f} s; ebooklib + BeautifulSoup ({parser}) {peer:.3f} s, of that reading "
              f"{float(reading):.3f} s: {peer / seconds:.1f} x")
        row(f"ten books in one process, against ebooklib + {parser}", seconds, peer / 20, "s")


# A process starts with the memory of the one it was forked from, and that counts for its peak: this one is small.
LAUNCHER = """import os, sys
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(process, 0)
print(usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))"""


def peak_of(run, arguments):
    """The peak of a program's memory in MiB."""
    return float(run([sys.executable, "-c", LAUNCHER, *arguments], keep=True)[3])


def bench_growth(run, row, narrate, folder, paragraphs):
    """Ten times the text, and what the largest document takes."""
    for kind in ("epub", "html", "txt"):
        times, size = [], 0
        for megabytes in (1.4, 14):
            path = os.path.join(folder, f"grown-{megabytes}.{kind}")
            chapters = chapters_of(paragraphs, megabytes * 1_000_000)
            if kind == "epub":
                epub(path, chapters, plain, len(chapters))
                size = max(e.file_size for e in zipfile.ZipFile(path).infolist())
            else:
                with open(path, "w") as file:
                    if kind == "html":
                        file.write(page_of("\n".join(plain(k, c) for k, c in enumerate(chapters, 1))))
                    else:
                        for number, chapter in enumerate(chapters, 1):
                            text = "\n\n".join(html.unescape(re.sub("<[^>]+>", "", p)) for p in chapter)
                            file.write(f"CHAPTER {number}\n\n{text}\n\n\n")
                size = os.path.getsize(path)
            runs = [run([narrate, "ingest", path]) for _ in range(5)]
            times.append(min(r[1] for r in runs))
            peak = peak_of(run, [narrate, "ingest", path])
        print(f"     {kind}: {times[0]:.3f} s and {times[1]:.3f} s CPU, {size / 2**20:.1f} MiB of text, "
              f"peak {peak:.0f} MiB")
        row(f"ten times the text of {kind}, CPU", times[1], 11 * times[0], "s")
        row(f"peak memory, {kind} in one document", peak, 6 * size / 2**20 + 40, "MiB")


def bench(run, row, narrate, book):
    paragraphs = paragraphs_of(book)
    with tempfile.TemporaryDirectory() as folder:
        bench_speed(run, row, narrate, ten_books(folder, paragraphs))
        bench_growth(run, row, narrate, folder, paragraphs)

/// The look of the report: light and dark by the reader's system, and on paper.
enum ReportStyle {
    static let css = """
        :root { color-scheme: light dark; --ink: #1d2330; --soft: #5b6472; --line: #d9dde4;
          --page: #fbfbfa; --card: #ffffff; --accent: #2f6f8f; --band: #dcebf1;
          --good: #2f6f8f; --warn: #a96b00; --bad: #b3261e; --mark: #ffe2a8; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e7e9ee; --soft: #9aa3b2;
          --line: #333a47; --page: #14171d; --card: #1b1f27; --accent: #7fc0dd; --band: #1f3440;
          --good: #7fc0dd; --warn: #e3b04b; --bad: #ff8a80; --mark: #6b4b00; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 64rem; color: var(--ink);
          background: var(--page); font: 1rem/1.5 system-ui, sans-serif; }
        header { display: flex; gap: 1.5rem; align-items: flex-start; margin-bottom: 1.5rem; }
        header img { width: 9rem; border-radius: 4px; border: 1px solid var(--line); }
        h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .25rem; text-wrap: balance; }
        h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
        h3 { font-size: 1rem; margin: 0; }
        p { margin: .25rem 0; } .soft, figcaption, .unit { color: var(--soft); }
        .state { display: inline-block; margin-top: .75rem; padding: .25rem .7rem;
          border-radius: 999px; border: 1px solid currentColor; font-weight: 600; }
        .good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
        dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
          gap: .75rem; margin: 0; }
        dl.facts div { background: var(--card); border: 1px solid var(--line);
          border-radius: 6px; padding: .6rem .8rem; }
        dt { color: var(--soft); font-size: .85rem; } dd { margin: 0; font-weight: 600; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        .scroll { overflow-x: auto; }
        th, td { text-align: right; padding: .4rem .5rem; border-bottom: 1px solid var(--line);
          white-space: nowrap; }
        th { color: var(--soft); font-weight: 500; font-size: .85rem; }
        th.text, td.text { text-align: left; white-space: normal; min-width: 12rem; }
        td audio { height: 2rem; width: 12rem; vertical-align: middle; }
        table.lines { width: auto; } table.lines th, table.lines td { text-align: left;
          white-space: normal; overflow-wrap: anywhere; }
        figure { margin: 0 0 1rem; } figcaption { font-size: .85rem; }
        figcaption .allowed::before { content: ""; display: inline-block; width: .8em;
          height: .8em; background: var(--band); border: 1px solid var(--line);
          margin: 0 .35em 0 .8em; vertical-align: -.05em; }
        svg { width: 100%; height: auto; display: block; } svg text { fill: var(--soft);
          font-size: 11px; font-family: inherit; }
        .grid { stroke: var(--line); stroke-width: 1; } .band { fill: var(--band); }
        circle.good { fill: var(--good); } circle.bad { fill: var(--bad); }
        .stack { display: flex; height: 1.1rem; border-radius: 4px; overflow: hidden;
          background: var(--line); gap: 2px; }
        .stack span { background: var(--good); min-width: 3px; }
        .stack .warned { background: var(--warn); } .stack .failed { background: var(--bad); }
        .keys { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0;
          padding: 0; list-style: none; }
        .keys b { font-variant-numeric: tabular-nums; }
        article { background: var(--card); border: 1px solid var(--line); border-radius: 6px;
          padding: .9rem 1rem; margin: 0 0 .9rem; break-inside: avoid; }
        article ul { margin: .35rem 0; padding-left: 1.1rem; }
        article audio { width: 100%; height: 2.2rem; margin-top: .4rem; }
        blockquote { margin: .5rem 0; padding-left: .8rem; border-left: 3px solid var(--line); }
        mark { background: var(--mark); color: inherit; }
        .wave { height: 60px; margin-top: .4rem; } .wave path { stroke: var(--accent);
          stroke-width: 2; fill: none; } .wave .here { stroke: var(--bad); }
        footer { margin-top: 3rem; font-size: .85rem; color: var(--soft); }
        @media (max-width: 34rem) { header { flex-direction: column; } }
        @media print { :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb;
            --page: #fff; --card: #fff; --band: #e4e4e4; --accent: #333; --good: #235a76;
            --warn: #7a4d00; --bad: #a00; --mark: #e8e8e8; }
          body { padding: 0; max-width: none; font-size: 10pt; } audio, .listen { display: none; }
          h2 { break-after: avoid; } tr, figure { break-inside: avoid; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
        """
}

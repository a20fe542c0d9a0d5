/// The look of a player: light and dark by the listener's system, wide, narrow, and in a small frame.
enum PlayerStyle {
    static let css = """
        :root { color-scheme: light dark; --ink: #1d2330; --soft: #5b6472; --line: #d9dde4;
          --page: #fbfbfa; --card: #fff; --accent: #1f6285; --on: #fff; --now: #fff0c9; --word: #ffd466; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e7e9ee; --soft: #a3acba;
          --line: #333a47; --page: #14171d; --card: #1b1f27; --accent: #8ccbe6; --on: #10222c;
          --now: #3a3420; --word: #7a5c10; } }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 11rem; }
        body { margin: 0; color: var(--ink); background: var(--page);
          font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
        main { max-width: 44rem; margin: 0 auto; padding: 1rem 1rem 3rem; }
        header { display: flex; gap: 1rem; align-items: center; margin-bottom: .75rem; }
        header img { width: 5rem; border-radius: 4px; border: 1px solid var(--line); }
        h1 { font-size: 1.35rem; line-height: 1.25; margin: 0; text-wrap: balance; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; } h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
        p { margin: 0 0 .8rem; } header p, #deck p { margin: 0; }
        .soft { color: var(--soft); font-variant-numeric: tabular-nums; }
        a { color: var(--accent); }
        #deck { position: sticky; top: 0; z-index: 1; background: var(--card); padding: .6rem .8rem;
          border: 1px solid var(--line); border-radius: 8px; margin-bottom: 1rem; }
        #deck[hidden] { display: none; }
        #now { font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
        .bar, .buttons { display: flex; align-items: center; gap: .5rem; }
        .buttons { flex-wrap: wrap; margin-top: .3rem; }
        #seek { flex: 1; min-width: 4rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
        button { font: inherit; font-size: .85rem; min-width: 2.6rem; height: 2.6rem; padding: 0 .4rem;
          color: var(--ink); background: none; border: 1px solid var(--line); border-radius: 999px;
          cursor: pointer; display: inline-grid; place-items: center; }
        button:hover { border-color: var(--accent); }
        button:disabled { opacity: .35; cursor: default; }
        button svg { width: 1.1rem; height: 1.1rem; fill: currentColor; }
        #play { background: var(--accent); color: var(--on); border-color: transparent; width: 3.2rem; }
        #play .off, .playing #play .on { display: none; } .playing #play .off { display: block; }
        select { font: inherit; color: inherit; background: var(--card); height: 2.2rem;
          border: 1px solid var(--line); border-radius: 6px; }
        .speed { margin-inline-start: auto; } label { font-size: .9rem; color: var(--soft); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        nav ol { list-style: none; margin: 0; padding: 0; max-height: 16rem; overflow-y: auto; }
        nav li { display: flex; justify-content: space-between; gap: 1rem; padding: .3rem .2rem;
          border-bottom: 1px solid var(--line); }
        nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
        nav a[aria-current] { font-weight: 700; } nav a[aria-current]::before { content: "▸ "; }
        audio { width: 100%; height: 2.6rem; margin-bottom: .5rem; } .scripted article audio { display: none; }
        .scripted [data-s] { cursor: pointer; border-radius: 3px; }
        .now { background: var(--now); box-shadow: 0 0 0 2px var(--now); }
        .word { background: var(--word); border-radius: 3px; }
        blockquote { margin: 0 0 .8rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
        .code { font-family: ui-monospace, monospace; } .verse { margin: 0 0 .1rem 1.5rem; }
        .item { padding-inline-start: 1.2rem; text-indent: -1rem; } .item::before { content: "• "; }
        footer { margin-top: 2.5rem; font-size: .9rem; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        @media (max-width: 30rem) { header img { width: 3.5rem; } .speed { margin-inline-start: 0; }
          .buttons { justify-content: space-between; } }
        @media (max-height: 24rem) { main { padding: .4rem; } #deck { position: static; margin: 0; }
          header { margin-bottom: .3rem; } header img, .scripted header p, .scripted #text, .scripted nav,
          .scripted footer, .follow { display: none; } h1 { font-size: 1rem; } }
        @media (forced-colors: active) { .now { outline: 2px solid; } .word { text-decoration: underline; } }
        @media print { #deck, audio, footer { display: none; } .now, .word { background: none; box-shadow: none; } }
        """
}

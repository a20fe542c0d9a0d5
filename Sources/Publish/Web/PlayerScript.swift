/// What a player does, in the words of browsers; it reads all it needs from its page.
enum PlayerScript {
    static let code = #"""
        "use strict";
        (function () {
          var at = function (id) { return document.getElementById(id); };
          var articles = Array.prototype.slice.call(document.querySelectorAll("article"));
          if (!articles.length || !document.createElement("audio").canPlayType) { return; }
          var chapters = articles.map(function (article) {
            return {
              id: article.id, title: article.dataset.title, seconds: Number(article.dataset.seconds),
              audio: article.querySelector("audio"),
              link: document.querySelector('nav a[href="#' + article.id + '"]'),
              spans: Array.prototype.slice.call(article.querySelectorAll("[data-s]")).map(function (span) {
                return { node: span, start: Number(span.dataset.s), end: Number(span.dataset.e) };
              })
            };
          });
          var audio = document.createElement("audio"), current = -1, wanted = null, wishesPlay = false;
          var span = null, word = null, unseen = null, touched = 0, saved = 0, speeds = at("speed").options;
          var store = "narrate-" + document.body.dataset.key;
          audio.preload = "metadata";
          document.body.appendChild(audio);
          audio.hidden = true;

          function two(n) { return n < 10 ? "0" + n : String(n); }
          function clock(s) {
            s = Math.max(0, Math.round(s));
            var h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
            return (h ? h + ":" + two(m) : m) + ":" + two(s % 60);
          }
          function spoken(s) {
            s = Math.max(0, Math.round(s));
            var m = Math.floor(s / 60);
            return (m ? m + " minutes " : "") + (s % 60) + " seconds";
          }
          function say(text) { at("says").textContent = text; }
          function length() { return isFinite(audio.duration) ? audio.duration : chapters[current].seconds; }
          function time() { return wanted === null ? audio.currentTime : wanted; }

          function remember(force) {
            var now = Date.now();
            if (current < 0 || (!force && now - saved < 5000)) { return; }
            saved = now;
            try {
              localStorage.setItem(store, JSON.stringify(
                { chapter: chapters[current].id, time: time(), speed: audio.playbackRate }));
            } catch (refused) { /* inside other sites browsers may refuse: then nothing is kept */ }
          }
          function remembered() {
            try { return JSON.parse(localStorage.getItem(store)) || {}; } catch (refused) { return {}; }
          }

          function open(index, seconds, plays) {
            if (index < 0 || index >= chapters.length) { return; }
            wishesPlay = plays;
            if (index !== current) {
              mark(null);
              if (current >= 0 && chapters[current].link) {
                chapters[current].link.removeAttribute("aria-current");
              }
              current = index;
              var chapter = chapters[index], rate = audio.playbackRate;
              while (audio.firstChild) { audio.removeChild(audio.firstChild); }
              Array.prototype.forEach.call(chapter.audio.querySelectorAll("source"), function (source) {
                audio.appendChild(source.cloneNode());
              });
              audio.load();
              audio.defaultPlaybackRate = audio.playbackRate = rate;
              if (chapter.link) { chapter.link.setAttribute("aria-current", "true"); }
              at("now").textContent = chapter.title;
              at("previous").disabled = index === 0;
              at("next").disabled = index === chapters.length - 1;
              describe(chapter);
            }
            seek(seconds);
            if (plays) { play(); }
          }
          function seek(seconds) {
            seconds = Math.max(0, Math.min(seconds || 0, length() - 0.05));
            if (audio.readyState > 0) { audio.currentTime = seconds; wanted = null; } else { wanted = seconds; }
            show();
          }
          function play() {
            wishesPlay = true;
            var promise = audio.play();
            if (promise) { promise.catch(function () { wishesPlay = false; show(); }); }
          }
          function pause() { wishesPlay = false; audio.pause(); }
          function toggle() { if (audio.paused) { play(); } else { pause(); } }
          function jump(by) { seek(time() + by); say(spoken(time())); }
          function turn(by) {
            if (by < 0 && time() > 5) { seek(0); return; }
            open(current + by, 0, !audio.paused || wishesPlay);
            say(chapters[current].title);
          }
          function speed(value) {
            audio.defaultPlaybackRate = audio.playbackRate = value;
            at("speed").value = String(value);
            say("Speed " + value);
            remember(true);
          }
          function faster(by) {
            var next = at("speed").selectedIndex + by;
            if (next >= 0 && next < speeds.length) { speed(Number(speeds[next].value)); }
          }

          function find(list, seconds) {
            var low = 0, high = list.length - 1, best = -1;
            while (low <= high) {
              var middle = (low + high) >> 1;
              if (list[middle].start <= seconds + 0.02) { best = middle; low = middle + 1; } else { high = middle - 1; }
            }
            return best;
          }
          function words(entry) {
            if (entry.words || !entry.node.dataset.w) { return entry.words || []; }
            var times = entry.node.dataset.w.split(" ").map(Number), texts = entry.node.textContent.split(" ");
            entry.words = [];
            if (times.length !== texts.length) { return entry.words; }
            entry.node.textContent = "";
            texts.forEach(function (text, index) {
              var node = document.createElement("span");
              node.textContent = text;
              if (index) { entry.node.appendChild(document.createTextNode(" ")); }
              entry.node.appendChild(node);
              entry.words.push({ node: node, start: entry.start + times[index] / 100 });
            });
            return entry.words;
          }
          function mark(entry, spokenWord) {
            if (word && word !== spokenWord) { word.classList.remove("word"); }
            if (span && span !== entry) { span.node.classList.remove("now"); }
            if (entry !== span) { unseen = entry; }
            if (entry && entry !== span) { entry.node.classList.add("now"); }
            if (unseen) { follow(unseen.node); }
            if (spokenWord && spokenWord !== word) { spokenWord.classList.add("word"); }
            span = entry;
            word = spokenWord || null;
          }
          function follow(node) {
            if (!at("follow").checked || audio.paused || Date.now() - touched < 5000) { return; }
            unseen = null;
            var box = node.getBoundingClientRect(), top = at("deck").getBoundingClientRect().bottom;
            if (!box.height || (box.top > top && box.bottom < window.innerHeight)) { return; }
            var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
            window.scrollTo({
              top: window.scrollY + box.top - top - (window.innerHeight - top) / 4,
              behavior: still ? "auto" : "smooth"
            });
          }
          function show() {
            if (current < 0) { return; }
            var now = time(), all = length(), list = chapters[current].spans, place = find(list, now);
            at("seek").max = String(Math.max(1, Math.floor(all)));
            at("seek").value = String(Math.floor(now));
            at("seek").setAttribute("aria-valuetext", spoken(now) + " of " + spoken(all));
            at("at").textContent = clock(now);
            at("left").textContent = "−" + clock(all - now);
            document.documentElement.classList.toggle("playing", !audio.paused);
            at("play").setAttribute("aria-label", audio.paused ? "Play" : "Pause");
            if (place < 0 || (now > list[place].end + 0.3 && place === list.length - 1)) { mark(null); return; }
            var parts = words(list[place]), part = find(parts, now);
            mark(list[place], part < 0 ? null : parts[part].node);
          }
          function frame() { if (!audio.paused) { show(); window.requestAnimationFrame(frame); } }

          function describe(chapter) {
            if (!navigator.mediaSession || !window.MediaMetadata) { return; }
            navigator.mediaSession.metadata = new MediaMetadata(
              { title: chapter.title, album: document.title });
          }
          function place(hash) {
            var parts = decodeURIComponent(hash.replace(/^#/, "")).split(",");
            for (var index = 0; index < chapters.length; index += 1) {
              if (chapters[index].id === parts[0]) { return { index: index, time: Number(parts[1]) || 0 }; }
            }
            return null;
          }

          audio.addEventListener("loadedmetadata", function () {
            if (wanted !== null) { audio.currentTime = wanted; wanted = null; }
            show();
          });
          ["timeupdate", "play", "pause", "seeked", "ratechange"].forEach(function (name) {
            audio.addEventListener(name, show);
          });
          audio.addEventListener("play", frame);
          audio.addEventListener("timeupdate", function () { remember(false); });
          audio.addEventListener("pause", function () { remember(true); });
          audio.addEventListener("ended", function () {
            if (current < chapters.length - 1) { open(current + 1, 0, true); say(chapters[current].title); }
          });
          audio.addEventListener("error", function () { say("This audio can't be played"); }, true);
          at("play").addEventListener("click", toggle);
          at("back").addEventListener("click", function () { jump(-15); });
          at("ahead").addEventListener("click", function () { jump(30); });
          at("previous").addEventListener("click", function () { turn(-1); });
          at("next").addEventListener("click", function () { turn(1); });
          at("seek").addEventListener("input", function () { seek(Number(at("seek").value)); });
          at("speed").addEventListener("change", function () { speed(Number(at("speed").value)); });
          ["wheel", "touchmove"].forEach(function (name) {
            window.addEventListener(name, function () { touched = Date.now(); }, { passive: true });
          });
          document.querySelector("nav").addEventListener("click", function (event) {
            var link = event.target.closest("a"), found = link && place(link.hash);
            if (!found) { return; }
            event.preventDefault();
            open(found.index, 0, true);
          });
          at("text").addEventListener("click", function (event) {
            var node = event.target.closest("[data-s]");
            if (!node || String(window.getSelection())) { return; }
            var found = place("#" + node.closest("article").id), begin = Number(node.dataset.s);
            chapters[found.index].spans.forEach(function (entry) {
              (entry.words || []).forEach(function (part) {
                if (part.node === event.target) { begin = part.start; }
              });
            });
            open(found.index, begin, true);
          });
          document.addEventListener("keydown", function (event) {
            if (event.ctrlKey || event.altKey || event.metaKey) { return; }
            if (event.target.closest("input, select, button, a, summary")) { return; }
            var keys = {
              " ": toggle, k: toggle, j: function () { jump(-15); }, l: function () { jump(30); },
              ArrowLeft: function () { jump(-15); }, ArrowRight: function () { jump(30); },
              p: function () { turn(-1); }, n: function () { turn(1); },
              "<": function () { faster(-1); }, ">": function () { faster(1); }
            };
            if (!Object.prototype.hasOwnProperty.call(keys, event.key)) { return; }
            event.preventDefault();
            keys[event.key]();
          });
          window.addEventListener("pagehide", function () { remember(true); });
          window.addEventListener("hashchange", function () {
            var found = place(location.hash);
            if (found) { open(found.index, found.time, !audio.paused); }
          });
          if (navigator.mediaSession) {
            var actions = {
              play: play, pause: pause, previoustrack: function () { turn(-1); }, nexttrack: function () { turn(1); },
              seekbackward: function () { jump(-15); }, seekforward: function () { jump(30); }
            };
            Object.keys(actions).forEach(function (name) {
              try { navigator.mediaSession.setActionHandler(name, actions[name]); } catch (unknown) { /* older */ }
            });
          }

          document.documentElement.classList.add("scripted");
          at("deck").hidden = false;
          var known = remembered(), asked = place(location.hash), last = place("#" + (known.chapter || ""));
          if (known.speed > 0) { speed(known.speed); }
          if (asked) { open(asked.index, asked.time, false); } else if (last) {
            open(last.index, Number(known.time) || 0, false);
          } else { open(0, 0, false); }
          say("");
        })();
        """#
}

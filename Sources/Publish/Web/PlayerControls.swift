/// What is pressed to listen: shown by the page's script, without which browsers show their own.
enum PlayerControls {
    static let html = """
        <section id="deck" aria-label="Player" lang="en" hidden>
        <p id="now"></p>
        <div class="bar">
        <span id="at" class="soft">0:00</span>
        <input id="seek" type="range" min="0" max="0" step="1" value="0" aria-label="Position">
        <span id="left" class="soft">0:00</span>
        </div>
        <div class="buttons">
        <button id="previous" type="button" aria-label="Previous chapter">\(icon(previous))</button>
        <button id="back" type="button" aria-label="Back 15 seconds">−15</button>
        <button id="play" type="button" aria-label="Play">\
        \(icon(play, "on"))\(icon(pause, "off"))</button>
        <button id="ahead" type="button" aria-label="Forward 30 seconds">+30</button>
        <button id="next" type="button" aria-label="Next chapter">\(icon(next))</button>
        <label class="speed">Speed <select id="speed">
        \(speeds)</select></label>
        <label class="follow"><input id="follow" type="checkbox" checked> Follow the text</label>
        </div>
        <p id="says" role="status" class="unseen"></p>
        </section>

        """

    private static let play = "M7 4v16l13-8z"
    private static let pause = "M6 4h4v16H6zM14 4h4v16h-4z"
    private static let previous = "M5 5h3v14H5zM20 5v14L9 12z"
    private static let next = "M16 5h3v14h-3zM4 5v14l11-7z"

    private static let speeds = ["0.75", "0.9", "1", "1.1", "1.25", "1.5", "1.75", "2", "2.5", "3"]
        .map { speed in
            "<option value=\"\(speed)\"\(speed == "1" ? " selected" : "")>\(speed)×</option>\n"
        }.joined()

    private static func icon(_ path: String, _ name: String = "") -> String {
        let mark = name.isEmpty ? "" : " class=\"\(name)\""
        return "<svg\(mark) viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"\(path)\"/></svg>"
    }
}

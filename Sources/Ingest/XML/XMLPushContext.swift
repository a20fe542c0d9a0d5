import CXML

/// A libxml2 parser that is fed and reports to a sink.
struct XMLPushContext: ~Copyable {
    private let context: xmlParserCtxtPtr
    private let state: XMLCallbackState

    private static let pieceBytes = 1 << 16

    init(sink: XMLSink) throws {
        let state = XMLCallbackState(sink: sink)
        var handler = XMLPushContext.handler()
        guard
            let context = xmlCreatePushParserCtxt(
                &handler,
                Unmanaged.passUnretained(state).toOpaque(),
                nil,
                0,
                nil
            )
        else { throw XMLProblem(message: "out of memory", line: 1, column: 1) }
        self.context = context
        self.state = state
        state.context = context
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_NOCDATA.rawValue | XML_PARSE_IGNORE_ENC.rawValue
            | XML_PARSE_HUGE.rawValue
        xmlCtxtUseOptions(context, Int32(bitPattern: options))
    }

    deinit {
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(context)
    }

    /// Feeds UTF-8 and ends the document.
    func parse(_ bytes: [UInt8], sink: XMLSink) throws {
        var offset = 0
        while offset < bytes.count, sink.problem == nil {
            let count = min(XMLPushContext.pieceBytes, bytes.count - offset)
            let code = bytes.withUnsafeBufferPointer { buffer in
                buffer.withMemoryRebound(to: CChar.self) { piece in
                    xmlParseChunk(
                        context,
                        piece.baseAddress.map { $0 + offset },
                        Int32(count),
                        0
                    )
                }
            }
            offset += count
            if code != 0 { break }
        }
        guard sink.problem == nil else { return }
        xmlParseChunk(context, nil, 0, 1)
        if let problem { sink.fail(problem) }
    }

    private var problem: XMLProblem? {
        guard context.pointee.wellFormed == 0 else { return nil }
        guard let error = xmlCtxtGetLastError(context) else {
            return XMLProblem(message: "not well formed", line: 1, column: 1)
        }
        let message = error.pointee.message.map { String(cString: $0) } ?? "not well formed"
        return XMLProblem(
            message: message.split(separator: "\n").first.map(String.init) ?? message,
            line: max(1, Int(error.pointee.line)),
            column: max(1, Int(error.pointee.int2))
        )
    }

    private static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC: namespaces are resolved
        handler.startElementNs = { data, name, _, uri, _, _, count, _, attributes in
            let state = XMLCallbackState.of(data)
            state?.start(name: name, uri: uri, count: Int(count), attributes: attributes)
        }
        handler.endElementNs = { data, name, _, _ in
            guard let state = XMLCallbackState.of(data), let name else { return }
            state.sink.end(String(cString: name))
        }
        handler.characters = { data, text, count in
            guard let state = XMLCallbackState.of(data), let text else { return }
            let buffer = UnsafeBufferPointer(start: text, count: Int(count))
            state.sink.text(String(decoding: buffer, as: UTF8.self))
        }
        handler.cdataBlock = handler.characters
        handler.getEntity = { _, name in xmlGetPredefinedEntity(name) }
        return handler
    }
}

/// What the C callbacks get as their context.
final class XMLCallbackState {
    let sink: XMLSink
    /// The parser that calls; set right after it was made, never used after it ends.
    var context: xmlParserCtxtPtr?

    init(sink: XMLSink) { self.sink = sink }

    static func of(_ data: UnsafeMutableRawPointer?) -> XMLCallbackState? {
        data.map { Unmanaged<XMLCallbackState>.fromOpaque($0).takeUnretainedValue() }
    }

    func start(
        name: UnsafePointer<UInt8>?,
        uri: UnsafePointer<UInt8>?,
        count: Int,
        attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        guard let name, sink.problem == nil else { return }
        var list: [XMLAttribute] = []
        if let attributes {
            for index in 0..<min(count, IngestLimits.attributes) {
                if let attribute = XMLCallbackState.attribute(attributes + index * 5) {
                    list.append(attribute)
                }
            }
        }
        let input = context?.pointee.input
        sink.start(
            XMLStartTag(
                name: String(cString: name),
                namespace: uri.map { String(cString: $0) },
                attributes: list,
                line: Int(input?.pointee.line ?? 1),
                column: Int(input?.pointee.col ?? 1)
            )
        )
        if sink.problem != nil, let context { xmlStopParser(context) }
    }

    /// libxml2 hands an ampersand in a value on as the reference `&#38;` when it substitutes no entities.
    private static func unescaped(_ value: String) -> String {
        var rest = Substring(value)
        var result = ""
        while let found = rest.range(of: "&#38;") {
            result += rest[..<found.lowerBound] + "&"
            rest = rest[found.upperBound...]
        }
        return result.isEmpty ? value : result + rest
    }

    /// Five pointers: local name, prefix, namespace, begin and end of the value.
    private static func attribute(
        _ fields: UnsafeMutablePointer<UnsafePointer<UInt8>?>
    ) -> XMLAttribute? {
        guard let name = fields[0], let begin = fields[3], let end = fields[4] else { return nil }
        let value = UnsafeBufferPointer(start: begin, count: end - begin)
        return XMLAttribute(
            name: String(cString: name),
            namespace: fields[2].map { String(cString: $0) },
            value: unescaped(String(decoding: value, as: UTF8.self))
        )
    }
}

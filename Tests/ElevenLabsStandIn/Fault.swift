/// A way to go wrong.
enum Fault: String, Sendable, CaseIterable, Codable {
    // Refusals; nothing is billed.
    case concurrency, busy, rate, quotaOld, quotaNew, unusual, payment
    /// A text the service won't speak, and a request it does not understand.
    case textRefused, invalid
    case crash, wentWrong, html502, html503, maintenance, blank500
    /// A crash that only requests with ids meet.
    case stitchedCrash
    // The request is done and billed, and the answer is lost or spoilt.
    case dropped, cut, truncated, emptyBody, jsonBody, htmlBody
    case silence, missingSentence, repeatedSentence
    // Whole answers, slowly or oddly.
    case slowStart, hang, largeTag

    /// What is answered instead of speech; `nil` when speech is made first.
    func refusal(_ account: Account.Figures) -> VendorError? {
        switch self {
        case .concurrency: .tooManyConcurrent(limit: account.concurrency)
        case .busy: .busy
        case .rate: .rateLimited
        case .quotaOld, .quotaNew:
            .quota(
                limit: account.limit,
                left: account.limit - account.used,
                needed: 43,
                isNewForm: self == .quotaNew
            )
        case .unusual: .unusualActivity
        case .payment: .paidPlanRequired
        case .textRefused: .textRefused
        case .invalid:
            .invalid([
                Shape.Complaint(
                    type: "missing",
                    location: ["body", "text"],
                    message: "Field required",
                    input: .null
                )
            ])
        case .crash, .stitchedCrash: .crash
        case .wentWrong: .wentWrong
        case .html502: .page(502)
        case .html503: .page(503)
        case .maintenance: .maintenance
        case .blank500: VendorError(status: 500, body: .null, text: "")
        default: nil
        }
    }
}

/// Which requests go wrong, and how.
struct FaultPlan: Sendable {
    /// What happens to speech requests in the order they come; `nil` is no fault.
    var script: [Fault?] = []
    /// After the script: how probable each fault is.
    var probabilities: [Fault: Double] = [:]
    /// Faults of requests whose text contains something, each as often as it says.
    var marked: [Mark] = []

    /// A fault that waits for a text.
    struct Mark: Sendable {
        var text: String
        var fault: Fault
        var times: Int
    }

    /// The fault of the next speech request.
    mutating func next(text: String, isStitched: Bool, random: inout SplitMix) -> Fault? {
        let fault = planned(text: text, random: &random)
        return fault == .stitchedCrash && !isStitched ? nil : fault
    }

    private mutating func planned(text: String, random: inout SplitMix) -> Fault? {
        if let index = marked.firstIndex(where: { $0.times > 0 && text.contains($0.text) }) {
            marked[index].times -= 1
            return marked[index].fault
        }
        if !script.isEmpty { return script.removeFirst() }
        var draw = random.unit()
        for fault in Fault.allCases {
            guard let probability = probabilities[fault] else { continue }
            if draw < probability { return fault }
            draw -= probability
        }
        return nil
    }
}

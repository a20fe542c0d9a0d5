import NarrateModel

/// An utterance on its way to an accepted take.
///
/// A run is given every utterance of the chapters it works on, those with an accepted take
/// included: their texts and request ids are the context of their neighbours.
package struct RecordingItem: Sendable, Equatable, Identifiable {
    /// Unique in the run; the order of ids is the order of the text.
    package var id: Int
    /// Index of the chapter it belongs to.
    package var chapter: Int
    /// Position in the chapter, from 1, without gaps.
    package var utterance: Int
    package var role: Utterance.Role
    /// The structure between it and the utterance after it.
    package var boundaryAfter: Utterance.Boundary
    /// What is sent; changes only when a judgement asks for another one.
    package var request: SpeechRequest
    /// The take that is already accepted: such an item is never recorded.
    package var standing: StandingTake?
    /// The attempt of an earlier run whose outcome was never learned.
    package var lost: LostAttempt?

    /// Creates an item.
    package init(
        id: Int,
        chapter: Int,
        utterance: Int,
        role: Utterance.Role = .paragraph,
        boundaryAfter: Utterance.Boundary = .paragraph,
        request: SpeechRequest,
        standing: StandingTake? = nil,
        lost: LostAttempt? = nil
    ) {
        self.id = id
        self.chapter = chapter
        self.utterance = utterance
        self.role = role
        self.boundaryAfter = boundaryAfter
        self.request = request
        self.standing = standing
        self.lost = lost
    }

    /// Creates an item from an utterance of the script.
    package init(
        id: Int,
        chapter: Int,
        utterance: Utterance,
        request: SpeechRequest,
        standing: StandingTake? = nil,
        lost: LostAttempt? = nil
    ) {
        self.init(
            id: id,
            chapter: chapter,
            utterance: utterance.index,
            role: utterance.role,
            boundaryAfter: utterance.boundary,
            request: request,
            standing: standing,
            lost: lost
        )
    }
}

/// An accepted take as its neighbours need to know it.
package struct StandingTake: Sendable, Equatable {
    /// The service's name for the request, where it gave one.
    package var requestID: String?
    /// How long ago the take was recorded, when the run is told of it; `nil` when that is unknown,
    /// and then its id is not sent.
    package var age: Duration?

    /// Creates a standing take.
    package init(requestID: String? = nil, age: Duration? = nil) {
        self.requestID = requestID
        self.age = age
    }
}

/// A request that was sent, perhaps answered and charged, and whose answer is not here.
package struct LostAttempt: Sendable, Equatable {
    /// The service's name for the request, where it is known.
    package var requestID: String?
    /// When it was sent, in seconds since 1970.
    package var since: Double
    /// How long ago it was sent when the run begins; `nil` for attempts of the run itself.
    package var age: Duration?

    /// Creates a lost attempt.
    package init(requestID: String? = nil, since: Double, age: Duration? = nil) {
        self.requestID = requestID
        self.since = since
        self.age = age
    }
}

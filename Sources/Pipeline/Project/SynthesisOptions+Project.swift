import NarrateModel
import NarrateSynthesize

extension SynthesisOptions {
    /// What a project chose, within what the session allows.
    init(_ configuration: ProjectConfiguration, session: EngineSession) {
        self.init(session: session)
        if let chosen = configuration.concurrency {
            let most = session.knowsItsLimit ? session.concurrency : chosen
            slots = max(1, min(chosen, most))
        }
        mayGrow = configuration.concurrency == nil
        if let patience = configuration.patience { retries.patience = patience }
        isHistoryComplete = session.remembersRequests
        switch configuration.stitch {
        // Ids can't be had where the model or the lack of a history rules them out.
        case .auto, .ids: break
        case .none: stitching = .none
        case .text: stitching = stitching == .none ? .none : .text
        }
    }
}

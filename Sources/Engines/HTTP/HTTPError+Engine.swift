import NarrateModel

extension HTTPError {
    /// What the failed transfer means for a run; `costsMoney` says that the request is billed.
    func engineError(costsMoney: Bool) -> EngineError {
        let charge: EngineError.Charge
        if !costsMoney || !mayHaveArrived {
            charge = .notPaid
        } else {
            charge = head?.isSuccess == true ? .paid : .maybePaid
        }
        return EngineError(
            code: engineCode,
            message: message,
            hint: hint,
            charge: charge,
            requestID: head?.headers["request-id"]
        )
    }

    private var engineCode: EngineError.Code {
        switch code {
        case .unreachable, .tls, .badAddress: .unreachable
        case .timedOut, .failed: .unavailable
        case .broken, .tooManyRedirects: head?.isSuccess == true ? .brokenAnswer : .unavailable
        case .tooLarge: .brokenAnswer
        case .storage: .storage
        }
    }

    private var hint: String? {
        switch code {
        case .badAddress: "check the address of the service"
        case .unreachable: "check the network; the run can be resumed"
        case .tls: "check the clock and the certificate authorities of this machine"
        default: nil
        }
    }
}

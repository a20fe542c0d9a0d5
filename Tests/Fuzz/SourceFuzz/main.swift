import CFuzzer
import Glibc
import Synchronization

// The first argument names the reader, the others are libFuzzer's own.
var arguments = Array(CommandLine.arguments)
guard arguments.count > 1, let reader = FuzzedReader(rawValue: arguments.remove(at: 1)) else {
    let names = FuzzedReader.allCases.map(\.rawValue).joined(separator: "|")
    fatalError("usage: SourceFuzz \(names) [libFuzzer options] [folder of inputs]")
}
FuzzedReader.chosen.withLock { $0 = reader }
var count = Int32(arguments.count)
var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
exit(
    pointers.withUnsafeMutableBufferPointer { buffer in
        var start = buffer.baseAddress
        return LLVMFuzzerRunDriver(&count, &start) { data, size in
            let bytes = Array(UnsafeBufferPointer(start: data, count: size))
            FuzzedReader.chosen.withLock { $0 }?.read(bytes)
            return 0
        }
    }
)

import GRDB

extension Row {
    /// A column's value; an error where it is of another kind, as on a damaged page: GRDB's subscripts
    /// end the program there.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ column: String
    ) throws -> Value {
        try decode(Value.self, forColumn: column)
    }

    /// A column's value, or `nil` where there is none.
    func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ column: String
    ) throws -> Value? {
        try decode(Value?.self, forColumn: column)
    }
}

/// What the modules of one layer state, operation by operation, in the order of forward.
///
/// Backward runs the operations in reverse; a tensor kept by one is released when its own
/// backward has run. So the layer is one list, and the peaks of forward and backward are the
/// largest of sums along it.
protocol Tape {
  associatedtype A: Amount

  /// The next operation.
  mutating func next(_ name: StaticString)
  /// A tensor that the operation keeps for its backward.
  mutating func keeps(_ name: StaticString, _ amount: A, _ source: StaticString)
  /// The same, where it is there for the gradient of the layer's input alone.
  mutating func keepsForInput(_ name: StaticString, _ amount: A, _ source: StaticString)
  /// A tensor alive in the operation's forward that some operation keeps anyway.
  mutating func holds(_ name: StaticString, _ amount: A, _ source: StaticString)
  /// A tensor alive for a moment in the operation's forward.
  mutating func makes(_ name: StaticString, _ amount: A, _ source: StaticString)
  /// A tensor alive for a moment in the operation's backward.
  mutating func returns(_ name: StaticString, _ amount: A, _ source: StaticString)
  /// A gradient that is there from the operation's backward on.
  mutating func trains(_ name: StaticString, _ amount: A, _ source: StaticString)
  /// A low-precision copy of a weight, which autocast's cache holds until forward ends.
  mutating func casts(_ name: StaticString, _ amount: A, _ source: StaticString)
  /// A gradient that waits while a checkpointed layer is computed again.
  mutating func waits(_ name: StaticString, _ amount: A, _ source: StaticString)
  /// Ends the list.
  mutating func finish()

  init()

  /// Writes what so many layers keep for backward; the first may need no gradient of its input.
  func enterKept<K: Account>(layers: A, sparingFirst: Bool, into account: inout K)
  where K.Unit == A
  /// Writes the fullest moment of a layer's forward.
  func enterForward<K: Account>(_ run: Run, as part: Part, into account: inout K)
  where K.Unit == A
  /// Writes the fullest moment of a layer's backward; the gradients of its parameters so far.
  func enterBackward<K: Account>(as part: Part, sparingFirst: Bool, into account: inout K)
  where K.Unit == A
  /// Writes the gradients that wait while a layer is computed again.
  func enterWaiting<K: Account>(into account: inout K) where K.Unit == A
  /// Writes the copies that autocast holds for so many layers.
  func enterCasts<K: Account>(layers: A, into account: inout K) where K.Unit == A
}

/// For what a layer's forward is run.
enum Run: Sendable {
  /// A checkpoint holds its input alone.
  case bare
  /// All that backward needs is kept.
  case keeping
  /// Once more, until the last tensor that is kept is there again: nothing runs after it.
  ///
  /// Source: torch 2.15 utils/checkpoint.py `_StopRecomputationError`, of `use_reentrant=False`. An
  /// operation keeps its inputs before it makes its result.
  case again
}

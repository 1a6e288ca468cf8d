/// What a tensor of a model is for.
package enum TensorRole: String, Sendable, CaseIterable {
  case embedding, head, attention
  /// What stands in the place of attention or beside it: Mamba-2, gated delta nets, convolutions.
  case mixers
  case mlp, experts, norms
  /// What makes embeddings of images and sound.
  case tower
}

/// Tensors of a model that are alike.
package struct TensorCount: Sendable {
  package let role: TensorRole
  package let name: String
  /// Rows and columns; of a vector its length, and before those of experts how many there are. Empty
  /// for a tower, which is counted as a whole.
  package let shape: [Int]
  /// How many such tensors the model has.
  package let copies: Int
  /// All their parameters: `layers * intermediate * hidden`.
  package let formula: Formula

  package var parameters: Int { whole(formula.value) }
}

extension Architecture {
  /// All parameters of the model. Beyond 2^53 the count is 2^53.
  package var parameters: Int {
    let groups = Group<Double>.all(Setup(architecture: self), adapting: Projections())
    return whole(
      groups.reduce(Double(tower?.parameters ?? 0)) { sum, group in
        group.tensors.reduce(sum) { $0 + $1.elements * $1.copies(group.count) }
      })
  }

  /// The same tensor by tensor, in the order of the forward pass.
  package var tensorCounts: [TensorCount] {
    let groups = Group<Formula>.all(Setup(architecture: self), adapting: Projections())
    let text = groups.flatMap { group in
      group.tensors.map { tensor in
        let copies = tensor.copies(group.count)
        return TensorCount(
          role: tensor.role(isOutside: group.isOutside), name: name(of: tensor),
          shape: tensor.shape,
          copies: whole(copies.value), formula: copies * tensor.elements)
      }
    }
    return text + towerCounts
  }

  /// The sizes that its parameters are counted by, under the names that formulas have for them; not
  /// those of which its layers have several.
  package var sizes: [(name: String, value: Int)] {
    var sizes: [(name: String, value: Int)] = []
    var several: Set<String> = []
    for (name, value) in tensorCounts.flatMap(\.formula.names) {
      let known = sizes.first { $0.name == name }
      if known == nil { sizes.append((name, whole(value))) }
      if let known, Double(known.value) != value { several.insert(name) }
    }
    return sizes.filter { !several.contains($0.name) }
  }

  private var towerCounts: [TensorCount] {
    guard let tower else { return [] }
    let all = Formula.count(tower.parameters, "tower_parameters")
    let linear = Formula.count(tower.linear, "tower_linear")
    let rows =
      tower.linear == 0 ? [("tower", all)] : [("linear modules", linear), ("others", all - linear)]
    return rows.map { TensorCount(role: .tower, name: $0, shape: [], copies: 1, formula: $1) }
  }
}

extension Architecture {
  /// A linear module's own name where the tensor belongs to one.
  private func name(of tensor: Tensor<Formula>) -> String {
    guard let projection = tensor.projection else { return String(describing: tensor.name) }
    return moduleName(projection) + (tensor.kind == .bias ? ", bias" : "")
  }
}

extension Tensor {
  fileprivate var shape: [Int] {
    let matrix = [whole(rows.value / stack.value), whole(columns.value)]
    if stack.value > 1 { return [whole(stack.value)] + matrix }
    return columns.value == 1 ? [matrix[0]] : matrix
  }

  /// - Parameter isOutside: whether it stands outside of the layers.
  fileprivate func role(isOutside: Bool) -> TensorRole {
    switch kind {
    case .embedding, .perLayerEmbedding, .positions: .embedding
    case .head: .head
    case .norm: .norms
    case .experts: projection?.role ?? .experts
    case .convolution, .free: .mixers
    case .matrix, .kernel, .bias: projection?.role ?? (isOutside ? .head : .mixers)
    }
  }
}

extension Projection {
  fileprivate var role: TensorRole {
    switch self {
    case .q, .k, .v, .qkv, .o, .qA, .qB, .kvA, .kvB, .kv, .oA, .oB: .attention
    case .compressorKV, .compressorGate, .indexKV, .indexGate, .indexQ, .indexWeights: .attention
    case .indexK: .attention
    case .crossQ, .crossK, .crossV, .crossO: .attention
    case .gate, .up, .gateUp, .down: .mlp
    case .inProj, .inProjZ, .inProjB, .inProjA, .inProjBA, .outProj: .mixers
    case .router, .routerWeight, .expertsGateUp, .expertsDown: .experts
    case .sharedGate, .latentIn, .latentOut: .experts
    case .perLayerGate, .perLayerUp, .perLayerModel, .embeddingIn, .embeddingOut: .embedding
    case .correctionCoefs, .predictionCoefs, .modalityRouter, .altUp: .embedding
    case .laurelLeft, .laurelRight: .mlp
    case .predictionIn: .head
    }
  }
}

/// A whole number of a double, kept within 0 and 2^53.
func whole(_ value: Double) -> Int {
  value >= 0 ? Int(min(value, 9_007_199_254_740_992)) : 0
}

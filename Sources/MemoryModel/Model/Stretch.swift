extension Architecture {
  /// What a layer has where Llama's has attention.
  package enum Mixer: Sendable, Hashable {
    /// Attention of the model's own heads.
    case attention
    case mamba2, gatedDelta, shortConvolution, lightning
    /// Both on the same input, and their sum (Falcon H1).
    case attentionAndMamba2
    /// Attention to a window and to entries of earlier tokens: to those that an indexer chooses, or to
    /// all (DeepSeek V4).
    case sparseAttention, heavyAttention
    /// Attention of the text to images; without any, the layer is passed by (Llama 3.2 Vision).
    case crossAttention
    /// The layer is its feed alone (Nemotron H).
    case none
  }

  /// What a layer has where Llama's has its MLP.
  package enum Feed: Sendable, Hashable {
    case mlp
    /// The model's experts.
    case experts
    /// The layer is its mixer alone (Nemotron H).
    case none
  }

  /// How one layer is built, where layers differ.
  package struct Build: Sendable, Hashable {
    package var mixer: Mixer
    package var feed: Feed
    /// The width of its MLP; nil where it is the model's.
    package var intermediate: Int?
    /// Whether it attends to a window only.
    package var hasWindow: Bool
    /// Whether it looks at the tokens that an earlier layer's indexer chose (GLM-5).
    package var reusesChoice: Bool

    package init(
      _ mixer: Mixer = .attention, _ feed: Feed = .mlp, intermediate: Int? = nil,
      hasWindow: Bool = false, reusesChoice: Bool = false
    ) {
      self.mixer = mixer
      self.feed = feed
      self.intermediate = intermediate
      self.hasWindow = hasWindow
      self.reusesChoice = reusesChoice
    }
  }

  /// Layers of one build.
  package struct Stretch: Sendable, Hashable {
    package var build: Build
    package var count: Int
  }

  /// Builds the layers one by one.
  ///
  /// Layers of one build are taken together, where the first of them is; the last layer, where
  /// backward begins, stands last.
  package mutating func build(layers builds: [Build]) {
    layers = builds.count
    slidingLayers = builds.count(where: \.hasWindow)
    stretches = []
    order = []
    if Set(builds).count <= 1 && builds.first?.isPlain(experts) != false { return }
    order = builds
    for build in builds.dropLast() {
      if let index = stretches.firstIndex(where: { $0.build == build }) {
        stretches[index].count += 1
      } else {
        stretches.append(Stretch(build: build, count: 1))
      }
    }
    guard let last = builds.last else { return }
    if let index = stretches.indices.last, stretches[index].build == last {
      stretches[index].count += 1
    } else {
      stretches.append(Stretch(build: last, count: 1))
    }
  }
}

extension Architecture {
  /// Gives the layers an MLP or experts, and each the window that it has.
  package mutating func build(mixture hasExperts: [Bool], windows: [Bool]) {
    build(
      layers: zip(hasExperts, windows).map {
        Build(.attention, $0 ? .experts : .mlp, hasWindow: $1)
      })
  }

  /// Which layers have the window, where those without come at even steps.
  package var windows: [Bool] {
    (0..<layers).map(hasWindow)
  }

  /// Gives the model another number of layers: the same share of each kind, as nearly as whole
  /// layers can.
  package mutating func resize(layers count: Int) {
    let share = Double(count) / Double(max(layers, 1))
    slidingLayers = min(Int(share * Double(slidingLayers)), count)
    if !unrotatedLayers.isEmpty {
      let interval = max(1, layers / unrotatedLayers.count)
      layers = count
      unrotatedLayers = everyLayer(interval)
    }
    layers = count
    if !listedWindows.isEmpty {
      listedWindows = (0..<count).map { listedWindows[$0 % listedWindows.count] }
      slidingLayers = listedWindows.count { $0 }
    }
    guard !stretches.isEmpty else { return }
    for index in stretches.indices {
      stretches[index].count = max(1, Int(share * Double(stretches[index].count)))
    }
    let rest = count - stretches.reduce(0) { $0 + $1.count }
    if let largest = stretches.indices.max(by: { stretches[$0].count < stretches[$1].count }) {
      stretches[largest].count += rest
    }
    slidingLayers = stretches.reduce(0) { $0 + ($1.build.hasWindow ? $1.count : 0) }
    order = stretches.flatMap { Array(repeating: $0.build, count: $0.count) }
  }

  /// How the layer at a place is built.
  package func build(of place: Int) -> Build {
    if place < order.count { return order[place] }
    let isMixture = experts.map { !$0.besideMLP } ?? false
    return Build(.attention, isMixture ? .experts : .mlp, hasWindow: hasWindow(place))
  }

  /// Gives so many tokens of a window to the layers that a config lists.
  package mutating func setWindow(_ tokens: Int, of windows: [Bool]) {
    slidingWindow = tokens
    slidingLayers = windows.count { $0 }
    listedWindows = []
    if windows != self.windows { listedWindows = windows }
  }

  private func hasWindow(_ place: Int) -> Bool {
    if place < listedWindows.count { return listedWindows[place] }
    let global = layers - slidingLayers
    if global <= 0 || slidingLayers == 0 { return global <= 0 }
    return (place + 1) % (layers / global) != 0
  }

  /// Layers that look at images.
  package var layersAtImages: Int {
    stretches.reduce(0) { $0 + ($1.build.mixer == .crossAttention ? $1.count : 0) }
  }

  /// Refuses layers of several builds that do not make up the model.
  func validateStretches() throws(Refusal) {
    if stretches.isEmpty { return }
    let count = stretches.reduce(0) { $0 + $1.count }
    if count != layers || stretches.contains(where: { $0.count < 1 }) {
      throw Refusal(
        "\(layers) layers are too few: there are \(stretches.count) kinds of them.",
        hint: "give it at least one layer of each kind")
    }
    for case let width? in stretches.map(\.build.intermediate) {
      try atLeastOne(width, "intermediate", "features inside the MLP")
    }
    if stretches.allSatisfy({ $0.build.mixer == .crossAttention }) {
      throw Refusal("All \(layers) layers look at images: without one, none would run.")
    }
    if experts == nil && stretches.contains(where: { $0.build.feed == .experts }) {
      throw Refusal("Some layers have experts, and the model has none.")
    }
    if stretches.contains(where: { $0.build.mixer == .none && $0.build.feed == .none }) {
      throw Refusal("Some layers have neither a mixer nor an MLP.")
    }
  }
}

extension Architecture.Build {
  /// Whether it is what a layer is without saying so.
  fileprivate func isPlain(_ experts: Architecture.Experts?) -> Bool {
    mixer == .attention && intermediate == nil && !reusesChoice
      && (feed == .experts) == (experts.map { !$0.besideMLP } ?? false)
  }
}

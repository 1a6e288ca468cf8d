// swift-tools-version: 6.2
import PackageDescription

// The layers, in order, from what knows nothing to what knows all. An arrow of DESIGN.md's floor
// plan is a dependency here; Tests/HouseTests holds the imports of every file against this list.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
// The tests run thousands of training steps: unoptimised they take a quarter of an hour. Assertions and
// checks for overflow stay.
let quick: [SwiftSetting] =
  strict + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let package = Package(
  name: "vram",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "vram", targets: ["vram"])],
  targets: [
    // core
    .target(name: "Language", swiftSettings: strict),
    .target(name: "MemoryModel", swiftSettings: quick),
    .target(name: "CHeap"),
    .target(name: "Step", dependencies: ["MemoryModel"], swiftSettings: quick),
    .target(name: "CLineEdit", linkerSettings: [.linkedLibrary("edit")]),

    // middle
    .target(name: "Catalog", exclude: ["models.vram", "gpus.vram"], swiftSettings: strict),
    .target(name: "Import", dependencies: ["MemoryModel", "Step"], swiftSettings: strict),
    .target(
      name: "Commands", dependencies: ["Language", "MemoryModel", "Step", "Import", "Catalog"],
      swiftSettings: strict),
    .target(name: "Render", dependencies: ["Language"], swiftSettings: strict),
    .target(name: "Terminal", dependencies: ["CLineEdit"], swiftSettings: strict),

    // rim
    .executableTarget(
      name: "vram", dependencies: ["Language", "Commands", "Render", "Terminal", "CHeap"],
      swiftSettings: strict),

    // tests: a mirror of the above
    .target(
      name: "Support", dependencies: ["CPty"], path: "Tests/Support", swiftSettings: strict),
    .target(
      name: "CPty", path: "Tests/CPty",
      linkerSettings: [.linkedLibrary("util", .when(platforms: [.linux]))]),
    .testTarget(
      name: "LanguageTests", dependencies: ["Language", "Render", "Support"],
      exclude: ["Faults", "Layouts"], swiftSettings: strict),
    .testTarget(
      name: "MemoryModelTests", dependencies: ["Step", "MemoryModel", "Import", "Support"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "ImportTests", dependencies: ["Import", "MemoryModel", "Step", "Support"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "CatalogTests", dependencies: ["Catalog", "Support"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandsTests",
      dependencies: ["Commands", "Language", "MemoryModel", "Step", "Import", "Render", "Support"],
      exclude: ["Faults", "Golden"], swiftSettings: strict),
    .testTarget(
      name: "RenderTests", dependencies: ["Render", "Language", "Support"],
      exclude: ["Golden"], swiftSettings: strict),
    .executableTarget(
      name: "editor-fixture", dependencies: ["Terminal"], path: "Tests/Fixtures/EditorFixture",
      swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "Support", "editor-fixture"],
      swiftSettings: strict),
    .testTarget(
      name: "VramTests", dependencies: ["vram", "CPty", "Support"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "EditorTests", dependencies: ["Commands", "Language", "Support"],
      swiftSettings: strict),
    .testTarget(name: "HouseTests", dependencies: ["Support"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

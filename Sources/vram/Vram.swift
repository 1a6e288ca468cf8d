@main
struct Vram {
  static func main() {}
}

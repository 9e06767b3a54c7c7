namespace Gezhi.Tests.Unit.Safety;

/// <summary>The sources of the product as text, for rules that only a reader can check.</summary>
internal static class Sources
{
    private static readonly string[] Ours = [".cs", ".razor"];

    /// <summary>Path below the repository, with slashes, and the text; migrations left out.</summary>
    public static IReadOnlyList<(string Name, string Text)> Code() => Below("src", Ours);

    public static IReadOnlyList<(string Name, string Text)> Below(string folder, params string[] extensions) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
                .Where(f => extensions.Contains(Path.GetExtension(f)))
                .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
                .Where(n => !n.StartsWith("src/Migrations/", StringComparison.Ordinal) && !n.Contains("/obj/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n => (n, File.ReadAllText(Path.Combine(Repository.Root, n)))),
        ];

    /// <summary>Lines with their file, comments left out.</summary>
    public static IEnumerable<(string Name, string Line)> Lines() =>
        Code()
            .SelectMany(f => f.Text.Split('\n').Select(l => (f.Name, Line: l.Trim())))
            .Where(l => !l.Line.StartsWith("//", StringComparison.Ordinal) && !l.Line.StartsWith('*'));
}

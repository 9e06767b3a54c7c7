using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Browser;

/// <summary>The storage of a town that was seeded before: each test gets a copy, since a first start costs three times a second one.</summary>
internal static class SeededTown
{
    private static readonly Lazy<Task<string>> Origin = new(Seed);

    /// <summary>A folder of its own with ground, people and rules, without reports.</summary>
    public static async Task<string> Folder()
    {
        var origin = await Origin.Value;
        var copy = Directory.CreateTempSubdirectory("gezhi-browser-").FullName;
        foreach (var folder in Directory.EnumerateDirectories(origin, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(copy, Path.GetRelativePath(origin, folder)));
        foreach (var file in Directory.EnumerateFiles(origin, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(origin, file)));
        return copy;
    }

    /// <summary>Database and log of SQLite are copied together, after the process that wrote them is gone.</summary>
    private static async Task<string> Seed()
    {
        var folder = Directory.CreateTempSubdirectory("gezhi-browser-").FullName;
        await using (await RunningGezhi.Start(folder))
            return folder;
    }
}

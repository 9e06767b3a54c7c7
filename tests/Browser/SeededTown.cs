using Gezhi.Tests.Browser;
using Gezhi.Tests.Shared;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedTowns))]
[assembly: CollectionBehavior(MaxParallelThreads = 4)] // people wait for pages as often as pages for the processor

namespace Gezhi.Tests.Browser;

/// <summary>Ground, people and rules, seeded before: a start and the first sight of a page cost more than most journeys, so whoever can shares one running product.</summary>
/// <remarks>
/// Others are at work in a shared town: a test counts only what is its own, by words that no other test writes, and leaves nobody an alarm that still rings.
/// Who kills the product, moves its clock or counts all there is to do takes a <see cref="Folder"/>.
/// </remarks>
internal static class SeededTown
{
    /// <summary>Journeys that work as 王磊 in the shared town; they follow one another.</summary>
    public const string Wang = "王磊";

    private static readonly Lazy<Task<string>> Origin = new(Seed);
    private static readonly Lazy<Task<RunningGezhi>> Quiet = new(async () => await RunningGezhi.Start(await Folder()));
    private static readonly Lazy<Task<RunningGezhi>> Busy = new(() => RunningGezhi.Start(NewFolder(), "--Demo:Reports=120"));

    /// <summary>The running town without reports.</summary>
    public static Task<RunningGezhi> Shared() => Quiet.Value;

    /// <summary>The running town with a past of 120 reports.</summary>
    public static Task<RunningGezhi> WithReports() => Busy.Value;

    /// <summary>A folder of its own, without reports: a first start costs three times a second one.</summary>
    public static async Task<string> Folder()
    {
        var (origin, copy) = (await Origin.Value, NewFolder());
        foreach (var folder in Directory.EnumerateDirectories(origin, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(copy, Path.GetRelativePath(origin, folder)));
        foreach (var file in Directory.EnumerateFiles(origin, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(origin, file)));
        return copy;
    }

    /// <summary>After the last test.</summary>
    public static async ValueTask End()
    {
        foreach (var town in new[] { Quiet, Busy })
            if (town.IsValueCreated)
                await (await town.Value).DisposeAsync();
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("gezhi-browser-").FullName;

    /// <summary>Database and log of SQLite are copied together, after the process that wrote them is gone.</summary>
    private static async Task<string> Seed()
    {
        var folder = NewFolder();
        await using (await RunningGezhi.Start(folder))
            return folder;
    }
}

/// <summary>Ends what the tests of this process shared.</summary>
public sealed class SharedTowns : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Chromium.End();
        await SeededTown.End();
    }
}

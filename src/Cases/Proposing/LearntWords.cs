using System.Collections.Concurrent;
using System.Diagnostics;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Proposing;

/// <summary>Keeps for each district what was learnt from its people's decisions, and learns again when there are enough new ones. 学习</summary>
/// <remarks>What was learnt lies as an artefact in the data folder, so that a start need not learn again. Nothing leaves the house.</remarks>
/// <param name="name">Of the artefact: <c>models/NAME-DISTRICT.bin</c>.</param>
public abstract class LearntWords(
    IServiceScopeFactory scopes,
    Districts districts,
    StorageRoot storage,
    TimeProvider clock,
    ILogger log,
    string name
) : Loop(clock, log)
{
    /// <summary>Only what was decided in so many days.</summary>
    protected const int Days = 180;

    /// <summary>The newest of them.</summary>
    protected const int MostTexts = 20_000;

    /// <summary>So many new decisions are worth another lesson.</summary>
    private const int WorthALesson = 200;

    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>A server that has just started has better things to do.</summary>
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(500);

    private bool isStarted;
    private readonly ConcurrentDictionary<int, TextClassifier> learnt = new();
    private readonly ConcurrentDictionary<int, bool> lookedFor = new(); // a missing or unreadable artefact is not opened for every page
    private readonly Dictionary<int, int> decidedAtLesson = [];

    /// <summary>What people decided since an instant; the newest first.</summary>
    internal abstract Task<IReadOnlyList<Lesson>> Lessons(GezhiDb db, DateTime since, CancellationToken ct);

    /// <summary>How many decisions there are since an instant.</summary>
    protected abstract Task<int> Decided(GezhiDb db, DateTime since, CancellationToken ct);

    /// <summary>What was learnt of the district; null before the first lesson.</summary>
    internal TextClassifier? Known(int districtId)
    {
        if (learnt.TryGetValue(districtId, out var known))
            return known;
        return lookedFor.TryAdd(districtId, true) && Read(districtId) is { } read ? learnt.GetOrAdd(districtId, read) : null;
    }

    /// <summary>Learns from the decisions of one district and keeps what was learnt.</summary>
    /// <returns>How many texts were read.</returns>
    public async Task<int> Learn(int districtId, CancellationToken ct)
    {
        IReadOnlyList<Lesson> lessons;
        await using (var scope = scopes.CreateAsyncScope())
            lessons = await Lessons(scope.ServiceProvider.GetRequiredService<GezhiDb>().In(districtId), Now.AddDays(-Days), ct);
        if (lessons.Count == 0)
            return 0;
        var taught = await Task.Factory.StartNew(
            () => TextClassifier.Learn(lessons, Resting(), ct),
            ct,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        learnt[districtId] = taught;
        Keep(districtId, taught);
        return lessons.Count;
    }

    /// <summary>As long as it worked, so that it never takes more than half a core from people.</summary>
    private static Action Resting()
    {
        var work = Stopwatch.StartNew();
        return () =>
        {
            Thread.Sleep(work.Elapsed < LongestRest ? work.Elapsed : LongestRest);
            work.Restart();
        };
    }

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        if (!isStarted)
        {
            isStarted = true;
            return FirstAfter;
        }
        foreach (var district in districts.All)
            if (await IsWorthIt(district, ct))
                await Learn(district, ct);
        return Again;
    }

    private async Task<bool> IsWorthIt(int districtId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var decided = await Decided(scope.ServiceProvider.GetRequiredService<GezhiDb>().In(districtId), Now.AddDays(-Days), ct);
        if (!decidedAtLesson.TryGetValue(districtId, out var before))
            before = Known(districtId) is null ? 0 : decided; // a start with a readable artefact waits for news
        var isWorthIt = Math.Abs(decided - before) >= Math.Min(WorthALesson, Math.Max(1, before / 4));
        decidedAtLesson[districtId] = isWorthIt ? decided : before;
        return isWorthIt;
    }

    private string PathOf(int districtId) => Path.Combine(storage.Folder("models"), $"{name}-{districtId}.bin");

    /// <summary>Written beside and moved, so that a crash leaves the old one whole.</summary>
    private void Keep(int districtId, TextClassifier taught)
    {
        var path = PathOf(districtId);
        using (var file = new BinaryWriter(File.Create(path + ".new")))
            taught.Save(file);
        File.Move(path + ".new", path, overwrite: true);
    }

    private TextClassifier? Read(int districtId)
    {
        if (!File.Exists(PathOf(districtId)))
            return null;
        try
        {
            using var file = new BinaryReader(File.OpenRead(PathOf(districtId)));
            return TextClassifier.Load(file);
        }
        catch (Exception e) when (e is IOException or ArgumentException or FormatException)
        {
            Log.ModelUnreadable(LogTo, name, districtId, e.GetType().Name);
            return null; // learnt again at the next round
        }
    }
}

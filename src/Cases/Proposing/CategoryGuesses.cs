using System.Collections.Concurrent;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Proposing;

/// <summary>Keeps for each district what was learnt about its categories, and learns again from what its operators filed. 类别推荐</summary>
/// <remarks>What was learnt lies as an artefact in the data folder, so that a start need not learn again. Nothing leaves the house.</remarks>
public sealed class CategoryGuesses(
    IServiceScopeFactory scopes,
    Catalogues catalogues,
    Districts districts,
    StorageRoot storage,
    TimeProvider clock,
    ILogger<CategoryGuesses> log
) : Loop(clock, log)
{
    /// <summary>Only what was filed in so many days.</summary>
    private const int Days = 180;

    private const int MostTexts = 8_000;

    /// <summary>A name says as much as so many filed texts.</summary>
    private const float NameCost = 2;

    /// <summary>So many newly filed cases are worth another lesson.</summary>
    private const int WorthALesson = 200;

    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>A lesson takes a core for a minute; a server that has just started has better things to do.</summary>
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(30);

    private bool isStarted;
    private readonly ConcurrentDictionary<int, TextClassifier> learnt = new();
    private readonly Dictionary<int, int> filedAtLesson = [];

    /// <summary>What is known now; before the first lesson is over, only the categories' own words.</summary>
    internal async ValueTask<TextClassifier> Of(GezhiDb db, CancellationToken ct)
    {
        if (learnt.TryGetValue(db.DistrictId, out var known))
            return known;
        var catalogue = await catalogues.Of(db, ct);
        var words = Read(db.DistrictId) ?? TextClassifier.Learn(Lessons(catalogue.Categories, []), ct);
        return catalogue.Categories.Count == 0 ? words : learnt.GetOrAdd(db.DistrictId, words);
    }

    /// <summary>Learns from the filed cases of one district and keeps what was learnt.</summary>
    /// <returns>How many texts were read.</returns>
    public async Task<int> Learn(int districtId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(districtId);
        var catalogue = await catalogues.Of(db, ct);
        if (catalogue.Categories.Count == 0)
            return 0;
        var since = Now.AddDays(-Days);
        var texts = await db
            .Cases.AsNoTracking()
            .Where(c => c.CreatedAt >= since && c.FiledAt != null && c.CategoryKey != null && c.State != CaseState.Void)
            .OrderByDescending(c => c.CreatedAt)
            .Take(MostTexts)
            .Join(db.Reports, c => c.Id, r => r.OwnCaseId, (c, r) => new { r.Text, c.CategoryKey })
            .ToListAsync(ct);
        var taught = TextClassifier.Learn(Lessons(catalogue.Categories, texts.Select(t => (t.Text, t.CategoryKey!))), ct);
        learnt[districtId] = taught;
        Keep(districtId, taught);
        return texts.Count;
    }

    /// <summary>Names and words of the categories in use, then what people filed under them.</summary>
    internal static IReadOnlyList<Lesson> Lessons(IEnumerable<Category> categories, IEnumerable<(string Text, string CategoryKey)> filed)
    {
        var known = categories.Where(c => c.IsInUse).ToList();
        var keys = known.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. known.Select(c => new Lesson($"{c.NameZh} {c.PlainZh} {c.Words} {c.NameEn}", c.Key, NameCost)),
            .. filed.Where(f => keys.Contains(f.CategoryKey)).Select(f => new Lesson(f.Text, f.CategoryKey)),
        ];
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
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(districtId);
        var since = Now.AddDays(-Days);
        var filed = await db.Cases.CountAsync(c => c.CreatedAt >= since && c.FiledAt != null, ct);
        if (!filedAtLesson.TryGetValue(districtId, out var before))
            before = File.Exists(PathOf(districtId)) ? filed : 0; // a start with an artefact waits for news
        var isWorthIt = Math.Abs(filed - before) >= Math.Min(WorthALesson, Math.Max(1, before / 4));
        filedAtLesson[districtId] = isWorthIt ? filed : before;
        return isWorthIt;
    }

    private string PathOf(int districtId) => Path.Combine(storage.Folder("models"), $"category-{districtId}.bin");

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
            Log.ModelUnreadable(LogTo, districtId, e.GetType().Name);
            return null; // learnt again at the next round
        }
    }
}

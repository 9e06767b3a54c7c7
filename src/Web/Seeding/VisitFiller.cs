using System.Text.Json;
using Gezhi.Field.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>One community of the seed town in the middle of a visit campaign, with home service due and agreed. 走访示例写入</summary>
internal sealed class VisitFiller(GezhiDb db, VisitFill fill)
{
    private const string Lead = "shuji001";

    /// <param name="folder">The repository's folder <c>seed</c>.</param>
    public async Task Fill(string folder, DateTime now, CancellationToken ct)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "town", "visits.json"), ct);
        var facts = JsonSerializer.Deserialize<VisitFacts>(text, JsonSerializerOptions.Web)!;
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.Role == Role.GridWorker && p.AreaCode != null).ToListAsync(ct);
        var workers = posts
            .Where(p => p.AreaCode!.Length == 15 && p.AreaCode.StartsWith(facts.Area, StringComparison.Ordinal))
            .GroupBy(p => p.AreaCode!)
            .ToDictionary(g => g.Key, g => g.OrderBy(p => p.Id).First().AccountId);
        var lead = await CastActor.Of(db, Lead, ct);
        await fill.Fill(facts, workers, lead.AccountId!.Value, now, ct);
    }
}

using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>A sheet in the list. 交接单行</summary>
internal sealed record HandoverRow(Handover Sheet, string From, string To, int Items)
{
    public bool IsSigned => Sheet.FromSignedAt is not null && Sheet.ToSignedAt is not null;
}

/// <summary>A whole sheet. 交接单</summary>
internal sealed record HandoverView(HandoverRow Head, IReadOnlyList<HandoverItem> Items);

/// <summary>Reads handover sheets: the security administrator all, others their own, and whoever sees the staffing of the place. 查交接单</summary>
internal sealed class ReadHandovers(GezhiDb db)
{
    private const int Most = 100;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<HandoverRow>> List(Actor actor, CancellationToken ct)
    {
        var (all, me) = (actor.Can(Permission.ManagePosts), actor.AccountId);
        var sheets = await db
            .Handovers.AsNoTracking()
            .Where(h => all || h.FromAccountId == me || h.ToAccountId == me)
            .OrderByDescending(h => h.Id)
            .Take(Most)
            .ToListAsync(ct);
        return await Named(sheets, ct);
    }

    /// <summary>Sheets that wait for the signature of this person.</summary>
    public Task<int> Waiting(Actor actor, CancellationToken ct)
    {
        var me = actor.AccountId;
        return db.Handovers.CountAsync(
            h => h.MovedAt != null && ((h.FromAccountId == me && h.FromSignedAt == null) || (h.ToAccountId == me && h.ToSignedAt == null)),
            ct
        );
    }

    /// <exception cref="NotFound">No such sheet, or not for this person.</exception>
    public async Task<HandoverView> One(Guid handoverId, Actor actor, CancellationToken ct)
    {
        var sheet = await db.Handovers.AsNoTracking().FirstOrDefaultAsync(h => h.Id == handoverId, ct) ?? throw new NotFound("handover");
        var mayRead =
            sheet.FromAccountId == actor.AccountId
            || sheet.ToAccountId == actor.AccountId
            || actor.Can(Permission.ManagePosts)
            || (sheet.AreaCode is { } area && actor.PostFor(Permission.SeeStaffing, area) is not null);
        if (!mayRead)
            throw new NotFound("handover");
        var items = await db
            .HandoverItems.AsNoTracking()
            .Where(i => i.HandoverId == handoverId)
            .OrderBy(i => i.Kind)
            .ThenBy(i => i.DueAt)
            .ToListAsync(ct);
        return new HandoverView((await Named([sheet], ct))[0], items);
    }

    private async Task<IReadOnlyList<HandoverRow>> Named(List<Handover> sheets, CancellationToken ct)
    {
        var people = sheets.SelectMany(s => new[] { s.FromAccountId, s.ToAccountId }).Distinct().ToList();
        var names = await db.Set<Account>().Where(a => people.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var ids = sheets.ConvertAll(s => s.Id);
        var counts = await db
            .HandoverItems.Where(i => ids.Contains(i.HandoverId))
            .GroupBy(i => i.HandoverId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. sheets.Select(s => new HandoverRow(s, names[s.FromAccountId], names[s.ToAccountId], counts.GetValueOrDefault(s.Id)))];
    }
}

using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;

namespace Gezhi.Cases.Field.Offline;

/// <summary>Words that the app needs without network: the categories to report under, and whose device it is. 离线词表</summary>
internal sealed class WordItems(CaseDesk desk, ReadTasks tasks, AreaWords areas) : ISyncItems
{
    public string Kind => "words";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, now, ct)).Select(i => new SyncMark(i.Id, i.V))];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, now, ct)).Where(i => ids.Contains(i.Id))];

    private async Task<IReadOnlyList<SyncItem>> All(Actor actor, DateTime now, CancellationToken ct)
    {
        var categories = new OfflineCategories(Choices(await desk.Catalogue(ct)));
        var grids = FieldAreas.Of(actor);
        var me = new OfflineMe(
            grids,
            grids.Count == 0 ? null : areas.Path(grids[0]),
            [.. actor.Posts.Select(p => p.Title).Order(StringComparer.Ordinal)],
            desk.Calendar.LocalDay(now),
            await tasks.DoneIds(actor, now, ct)
        );
        return [new SyncItem("categories", ContentMark.Of(categories), categories), new SyncItem("me", ContentMark.Of(me), me)];
    }

    private static IReadOnlyList<OfflineCategories.Choice> Choices(CatalogueOf catalogue) =>
        [
            .. catalogue
                .Categories.Where(c => c.IsInUse && catalogue.Holds(c))
                .Select(c => new OfflineCategories.Choice(c.Key, c.Name(), catalogue.NameOf(c.ParentKey), c.MaySolveOnSpot)),
        ];
}

/// <summary>Categories as the device keeps them. 离线类别</summary>
internal sealed record OfflineCategories(IReadOnlyList<OfflineCategories.Choice> All)
{
    /// <param name="Group">Name of the major class.</param>
    /// <param name="OnSpot">May be solved on the spot.</param>
    internal sealed record Choice(string Key, string Name, string Group, bool OnSpot);
}

/// <summary>Whose device it is. 离线本人</summary>
/// <param name="Grids">Codes of own grids.</param>
/// <param name="Ground">Street, community, grid; null without a grid.</param>
/// <param name="Posts">Titles.</param>
/// <param name="On">The local day of <paramref name="Done"/>.</param>
/// <param name="Done">Cases that the worker finished on that day, on whatever device or page.</param>
internal sealed record OfflineMe(
    IReadOnlyList<string> Grids,
    string? Ground,
    IReadOnlyList<string> Posts,
    DateOnly On,
    IReadOnlyList<Guid> Done
);

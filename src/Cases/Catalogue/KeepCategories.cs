using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Catalogue;

/// <summary>Confirms mappings between schemes, adds and retires local categories. 维护类别</summary>
public sealed class KeepCategories(CaseDesk desk, KeepConditions keep)
{
    /// <summary>The scheme a city may extend by itself.</summary>
    public const string Local = "local";

    /// <param name="FromKey">A code of one scheme.</param>
    /// <param name="ToScheme">The other scheme.</param>
    /// <param name="ToKey">Its category there; null: there is none.</param>
    public sealed record Mapping(
        [property: Needed, Longest(60)] string FromKey,
        [property: Needed, Longest(16)] string ToScheme,
        [property: Longest(60)] string? ToKey = null,
        int? Version = null
    );

    /// <param name="Code">Letters and digits; unique in the local scheme, never used again.</param>
    /// <param name="ParentKey">Major class of the local scheme; null makes one.</param>
    /// <param name="Words">Everyday words, separated by blanks.</param>
    /// <param name="From">First local day; null: today.</param>
    public sealed record Addition(
        [property: Needed, Longest(12)] string Code,
        [property: Needed, Longest(30)] string NameZh,
        [property: Longest(80)] string? NameEn = null,
        [property: Longest(60)] string? ParentKey = null,
        [property: Longest(200)] string? Words = null,
        DateOnly? From = null
    );

    /// <param name="On">First local day on which it is gone; null: today.</param>
    public sealed record Retirement([property: Needed, Longest(60)] string Key, DateOnly? On = null);

    /// <summary>The category that was kept.</summary>
    public sealed record Kept(string Key);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPut(
                "/categories/maps",
                (Mapping command, KeepCategories f, Actor actor, CancellationToken ct) => f.Confirm(command, actor, ct)
            )
            .WithSummary("确认对照 · Confirm what a code is in another scheme");
        routes
            .MapPost("/categories", (Addition command, KeepCategories f, Actor actor, CancellationToken ct) => f.Add(command, actor, ct))
            .WithSummary("新增本地类别 · Add a local category");
        routes
            .MapPost(
                "/categories/retirements",
                (Retirement command, KeepCategories f, Actor actor, CancellationToken ct) => f.Retire(command, actor, ct)
            )
            .WithSummary("停用本地类别 · Retire a local category");
    }

    /// <exception cref="InvalidInput">A key is not of the scheme it should be of.</exception>
    public async Task<bool> Confirm(Mapping command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        var catalogue = await desk.Catalogue(ct);
        if (
            catalogue.Find(command.FromKey) is not { } from
            || from.Scheme == command.ToScheme
            || !SchemeWords.All.Contains(command.ToScheme)
        )
            throw new InvalidInput(nameof(command.FromKey), "category.unknown");
        var to = string.IsNullOrEmpty(command.ToKey) ? null : catalogue.Find(command.ToKey);
        if (!string.IsNullOrEmpty(command.ToKey) && to?.Scheme != command.ToScheme)
            throw new InvalidInput(nameof(command.ToKey), "category.unknown");
        var row = await desk.Db.Set<CategoryMap>().FirstOrDefaultAsync(m => m.FromKey == from.Key && m.ToScheme == command.ToScheme, ct);
        if (row is null)
            desk.Db.Add(
                row = new CategoryMap
                {
                    DistrictId = desk.Db.DistrictId,
                    FromKey = from.Key,
                    ToScheme = command.ToScheme,
                    Basis = "editor",
                }
            );
        if (command.Version is { } seen && seen != row.Version)
            throw new StaleVersion(row.Version);
        row.ToKey = to?.Key;
        row.State = to is null ? MapState.NoCounterpart : MapState.Confirmed;
        (row.ConfirmedBy, row.ConfirmedAt) = (actor.AccountId, desk.Now);
        desk.Db.Audit(actor, "category.mapped", null, $"{from.Key} → {to?.Key ?? "-"}", desk.Now);
        await desk.Db.Save(ct);
        return true;
    }

    /// <exception cref="RuleViolation"><c>category.taken</c>.</exception>
    public async Task<Kept> Add(Addition command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        var (catalogue, code) = (await desk.Catalogue(ct), command.Code.Trim().ToUpperInvariant());
        if (!code.All(char.IsAsciiLetterOrDigit))
            throw new InvalidInput(nameof(command.Code), "input.invalid");
        var parent = string.IsNullOrEmpty(command.ParentKey) ? null : catalogue.Find(command.ParentKey);
        if (!string.IsNullOrEmpty(command.ParentKey) && parent is not { Scheme: Local, ParentKey: null })
            throw new InvalidInput(nameof(command.ParentKey), "category.unknown");
        var key = Category.LocalKey(desk.Db.DistrictId, code);
        if (catalogue.Categories.Any(c => c.Scheme == Local && c.Code == code))
            throw new RuleViolation("category.taken", code);
        desk.Db.Add(
            new Category
            {
                Key = key,
                Scheme = Local,
                Kind = "matter",
                Code = code,
                NameZh = command.NameZh.Trim(),
                NameEn = string.IsNullOrWhiteSpace(command.NameEn) ? command.NameZh.Trim() : command.NameEn.Trim(),
                ParentKey = parent?.Key,
                Words = command.Words?.Trim() ?? "",
                IsInUse = parent is not null,
                ValidFrom = command.From ?? keep.Today,
            }
        );
        desk.Db.Audit(actor, "category.added", null, key, desk.Now);
        await keep.Keep(ct);
        return new Kept(key);
    }

    /// <summary>Nothing new is filed under it; past cases keep it.</summary>
    public async Task<Kept> Retire(Retirement command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        var row =
            await desk.Db.Set<Category>().FirstOrDefaultAsync(c => c.Key == command.Key && c.Scheme == Local, ct) is { } found
            && (found.OfDistrict is null || found.OfDistrict == desk.Db.DistrictId)
                ? found
                : throw new InvalidInput(nameof(command.Key), "category.unknown");
        row.ValidTo = command.On is { } day && day > keep.Today ? day : keep.Today;
        desk.Db.Audit(actor, "category.retired", null, $"{row.Key} {row.ValidTo:O}", desk.Now);
        await keep.Keep(ct);
        return new Kept(row.Key);
    }
}

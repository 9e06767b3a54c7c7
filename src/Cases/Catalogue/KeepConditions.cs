using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Catalogue;

/// <summary>Adds, changes and retires filing conditions: a change is a new edition, cases keep the one of their day. 维护立案条件</summary>
public sealed class KeepConditions(CaseDesk desk, Catalogues catalogues)
{
    /// <param name="Id">The edition that is changed; null adds a condition.</param>
    /// <param name="From">First local day; null: today.</param>
    public sealed record Command(
        Guid? Id,
        [property: Needed, Longest(60)] string CategoryKey,
        [property: Needed, Longest(100)] string TextZh,
        [property: Longest(200)] string? TextEn,
        [property: Between(0.5, 365)] double LimitValue,
        LimitUnit LimitUnit,
        [property: Needed, Longest(100)] string CloseWhenZh,
        [property: Longest(200)] string? CloseWhenEn,
        DateOnly? From = null
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/conditions", (Command command, KeepConditions f, Actor actor, CancellationToken ct) => f.Run(command, actor, ct))
            .WithSummary("立案条件 · Add a filing condition or a new edition of one");
        routes
            .MapDelete("/conditions/{id:guid}", (Guid id, KeepConditions f, Actor actor, CancellationToken ct) => f.Retire(id, actor, ct))
            .WithSummary("停用立案条件 · Retire a filing condition");
    }

    /// <returns>Id of the new edition.</returns>
    /// <exception cref="RuleViolation"><c>condition.replaced</c>: somebody made a newer edition.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        var made = await Stage(command, actor, ct);
        desk.Db.Audit(actor, "condition.changed", made.Id, $"{made.CategoryKey} {made.LimitValue} {made.LimitUnit}", desk.Now);
        await Keep(ct);
        return made.Id;
    }

    /// <summary>It holds until yesterday; open cases keep it.</summary>
    public async Task<Guid> Retire(Guid id, Actor actor, CancellationToken ct)
    {
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        await Catalogues.Changed(desk.Db, ct);
        var row = await Current(id, ct);
        row.ValidTo = Today;
        desk.Db.Audit(actor, "condition.retired", id, row.CategoryKey, desk.Now);
        await Keep(ct);
        return id;
    }

    internal DateOnly Today => desk.Calendar.LocalDay(desk.Now);

    /// <summary>Adds the edition to the change that is being made.</summary>
    internal async Task<FilingCondition> Stage(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        await Catalogues.Changed(desk.Db, ct);
        if (!Enum.IsDefined(command.LimitUnit))
            throw new InvalidInput(nameof(command.LimitUnit), "input.invalid");
        (await desk.Catalogue(ct)).InUse(command.CategoryKey);
        var from = command.From is { } day && day > Today ? day : Today;
        var before = command.Id is { } id ? await Current(id, ct) : null;
        if (before is not null)
            before.ValidTo = from;
        var made = new FilingCondition
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            CategoryKey = before?.CategoryKey ?? command.CategoryKey,
            Order = before?.Order ?? await NextOrder(command.CategoryKey, ct),
            TextZh = command.TextZh.Trim(),
            TextEn = command.TextEn?.Trim() ?? "",
            LimitValue = command.LimitValue,
            LimitUnit = command.LimitUnit,
            CloseWhenZh = command.CloseWhenZh.Trim(),
            CloseWhenEn = command.CloseWhenEn?.Trim() ?? "",
            Edition = (before?.Edition ?? 0) + 1,
            ReplacesId = before?.Id,
            ValidFrom = from,
            ChangedBy = actor.AccountId,
            ChangedAt = desk.Now,
        };
        desk.Db.Add(made);
        return made;
    }

    /// <exception cref="StaleVersion">Somebody else changed the catalogue at the same moment.</exception>
    internal async Task Keep(CancellationToken ct)
    {
        await Catalogues.Changed(desk.Db, ct);
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion(); // the first two changes of a district at once
        }
        catalogues.Forget(desk.Db.DistrictId);
    }

    private async Task<FilingCondition> Current(Guid id, CancellationToken ct)
    {
        var row = await desk.Db.Set<FilingCondition>().FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFound("condition");
        return row.ValidTo is null ? row : throw new RuleViolation("condition.replaced");
    }

    private async Task<int> NextOrder(string categoryKey, CancellationToken ct)
    {
        var saved = await desk.Db.Set<FilingCondition>().Where(c => c.CategoryKey == categoryKey).MaxAsync(c => (int?)c.Order, ct) ?? 0;
        var added = desk.Db.Set<FilingCondition>().Local.Where(c => c.CategoryKey == categoryKey).Select(c => c.Order);
        return added.Append(saved).Max() + 1;
    }
}

using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Indicators.Reading;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Reports;

/// <summary>Saves topics, and takes them off the list. 专题维护</summary>
public sealed class KeepTopics(GezhiDb db, ReadReport reading, UnitDirectory units, TimeProvider clock)
{
    /// <summary>Topics on one page.</summary>
    public const int MostShown = 60;

    /// <param name="AreaCode">An area for which the actor signs.</param>
    /// <param name="Category">Beginning of the category key; null: all.</param>
    /// <param name="From">First local day.</param>
    /// <param name="To">Last local day, at most three years later.</param>
    public sealed record Saving(
        [property: Needed, Longest(ReportTopic.LongestName)] string? Name,
        [property: Needed, Longest(17)] string? AreaCode,
        [property: Longest(60)] string? Category,
        Channel? Channel,
        [property: Longest(32)] string? UnitCode,
        [property: Needed] DateOnly? From,
        [property: Needed] DateOnly? To
    );

    /// <param name="Version">The one the person saw.</param>
    public sealed record Ending(int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/topics",
                async (Saving command, KeepTopics feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Save(command, actor, ct)))
            )
            .WithSummary("保存专题 · Save a topic");
        api.MapPost(
                "/topics/{id:guid}/end",
                async (Guid id, Ending command, KeepTopics feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.End(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("结束专题 · Take a topic off the list");
    }

    /// <summary>Saved again with the same conditions and name, it is the same topic.</summary>
    /// <exception cref="Forbidden">No post of the actor signs for the area.</exception>
    /// <exception cref="InvalidInput">A field is missing, days make no sense, nobody knows the unit.</exception>
    public async Task<Guid> Save(Saving command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = reading.OneArea(actor, command.AreaCode).Narrowed!;
        var post = actor.Require(Permission.ReleaseReports, area);
        var (from, to) = (command.From!.Value, command.To!.Value);
        if (to < from || to.DayNumber - from.DayNumber >= FigureAsk.MostDays || from.Year is < 2002 or > 2900)
            throw new InvalidInput("To", "indicators.days");
        if (command.UnitCode is { Length: > 0 } unit && await units.Find(unit, ct) is null)
            throw new InvalidInput("UnitCode", "report.unit-unknown");
        var topic = new ReportTopic
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(clock.UtcNow),
            Name = PlainText.CleanLine(command.Name),
            AreaCode = area,
            Category = PlainText.CleanLine(command.Category) is { Length: > 0 } category ? category : null,
            Channel = command.Channel,
            UnitCode = command.UnitCode is { Length: > 0 } ? command.UnitCode : null,
            From = from,
            To = to,
            CreatedAt = clock.UtcNow,
            CreatedBy = actor.AccountId,
            PostTitle = post.Title,
        };
        var same = await db.Set<ReportTopic>()
            .AsNoTracking()
            .Where(t =>
                t.EndedAt == null
                && t.Name == topic.Name
                && t.AreaCode == area
                && t.Category == topic.Category
                && t.Channel == topic.Channel
                && t.UnitCode == topic.UnitCode
                && t.From == from
                && t.To == to
            )
            .Select(t => (Guid?)t.Id)
            .FirstOrDefaultAsync(ct);
        if (same is { } known)
            return known;
        db.Add(topic);
        db.Audit(actor, "report.topic-saved", topic.Id, topic.Name, clock.UtcNow);
        await db.Save(ct);
        return topic.Id;
    }

    /// <exception cref="StaleVersion">Somebody changed it meanwhile.</exception>
    public async Task End(Guid id, Ending command, Actor actor, CancellationToken ct)
    {
        var topic = await db.Set<ReportTopic>().FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFound("report");
        _ = IndicatorScope.Of(actor, topic.AreaCode);
        actor.Require(Permission.ReleaseReports, topic.AreaCode);
        if (topic.Version != command.Version)
            throw new StaleVersion(topic.Version);
        if (topic.EndedAt is not null)
            return;
        topic.EndedAt = clock.UtcNow;
        db.Audit(actor, "report.topic-ended", id, topic.Name, clock.UtcNow);
        await db.Save(ct);
    }

    /// <summary>Those of the reader's areas that stand, the latest first.</summary>
    public async Task<IReadOnlyList<ReportTopic>> List(Actor actor, CancellationToken ct)
    {
        var areas = IndicatorScope.Of(actor).Areas;
#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
        return await db.Set<ReportTopic>()
            .AsNoTracking()
            .Where(t => t.EndedAt == null && areas.Any(a => t.AreaCode.StartsWith(a)))
            .OrderByDescending(t => t.Id)
            .Take(MostShown)
            .ToListAsync(ct);
#pragma warning restore CA1310
    }
}

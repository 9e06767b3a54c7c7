using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rating;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Samples;

/// <summary>Draws closed cases of a period by lot; nobody chooses which. 抽查抽签</summary>
public sealed class DrawSamples(CaseDesk desk, FollowUpSettings settings)
{
    /// <summary>Days of one draw.</summary>
    public const int MostDays = 31;

    /// <param name="FromOn">First local day of closing.</param>
    /// <param name="ToOn">Last local day of closing; it must be over.</param>
    /// <param name="Number">A number that was published after the period, e.g. of a lottery; null: the seal of the audit chain.</param>
    /// <param name="NumberSource">Where it was published; needed with a number.</param>
    public sealed record Command(
        [property: Needed] DateOnly? FromOn,
        [property: Needed] DateOnly? ToOn,
        [property: Longest(30)] string? Number = null,
        [property: Longest(100)] string? NumberSource = null
    );

    /// <param name="DrawId">The draw.</param>
    public sealed record Result(Guid DrawId, int Population, int Drawn);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/draws", (Command command, DrawSamples feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct))
            .WithSummary("抽签 · Draw closed cases for a re-check");

    /// <exception cref="RuleViolation"><c>draw.days</c>, <c>draw.twice</c>, <c>draw.empty</c>.</exception>
    public async Task<Result> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.Reopen, actor);
        var (from, to) = (command.FromOn!.Value, command.ToOn!.Value);
        var (number, source) = (CaseDesk.Text(command.Number), CaseDesk.Text(command.NumberSource));
        if (number is not null && source is null)
            throw new InvalidInput(nameof(command.NumberSource), "input.required");
        if (to < from || to.DayNumber - from.DayNumber >= MostDays || to >= desk.Calendar.LocalDay(desk.Now))
            throw new RuleViolation("draw.days", MostDays);
        if (await desk.Db.Set<Draw>().AnyAsync(d => d.FromOn <= to && d.ToOn >= from, ct))
            throw new RuleViolation("draw.twice");
        var made = await Make(from, to, number, source, actor, ct) ?? throw new RuleViolation("draw.empty");
        desk.Db.Audit(actor, "samples.drawn", made.Id, made.Seed, desk.Now);
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new RuleViolation("draw.twice");
        }
        return new Result(made.Id, made.Population, made.Drawn);
    }

    /// <summary>Adds a draw to the change that is being made; null when nothing was closed.</summary>
    internal async Task<Draw?> Make(DateOnly from, DateOnly to, string? number, string? source, Actor actor, CancellationToken ct)
    {
        var population = await Population(from, to, ct);
        if (population.Count == 0)
            return null;
        if (number is null)
            (number, source) = await Seal(ct);
        var percents = new Dictionary<Stratum, int>
        {
            [Stratum.OnSpot] = settings.OnSpotPercent,
            [Stratum.Rework] = settings.ReworkPercent,
            [Stratum.Other] = settings.OtherPercent,
        };
        var seed = Lots.SeedOf(desk.Db.DistrictId, from, to, number);
        var drawn = Lots.Draw(seed, [.. population.Select(p => (p.CaseNo, p.Stratum))], percents);
        var draw = new Draw
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            FromOn = from,
            ToOn = to,
            Seed = seed,
            Number = number,
            NumberSource = source ?? "",
            Shares = Lots.Write(percents),
            Population = population.Count,
            Drawn = drawn.Count,
            PopulationHash = Lots.HashOf(population.Select(p => p.CaseNo)),
            MadeAt = desk.Now,
            MadeBy = actor.AccountId,
        };
        desk.Db.Add(draw);
        desk.Db.AddRange(population.Select(p => p.Entry(draw, drawn.Contains(p.CaseNo))));
        return draw;
    }

    private async Task<List<Candidate>> Population(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (begin, end) = (Midnight(from), Midnight(to.AddDays(1)));
        var closed = desk.Db.Cases.AsNoTracking().Where(c => c.State == CaseState.Closed && c.ClosedAt >= begin && c.ClosedAt < end);
        var found = await closed
            .Where(c => c.CaseNo != null)
            .OrderBy(c => c.CaseNo)
            .Select(c => new
            {
                c.Id,
                c.CaseNo,
                IsOnSpot = desk.Db.Set<Timelines.TimelineRow>().Any(t => t.CaseId == c.Id && t.Action == CaseAction.SolveOnSpot),
                IsRework = c.ReworkCount > 0 || c.ReopenCount > 0,
            })
            .ToListAsync(ct);
        return found.ConvertAll(c => new Candidate(
            c.Id,
            c.CaseNo!,
            c.IsRework ? Stratum.Rework
                : c.IsOnSpot ? Stratum.OnSpot
                : Stratum.Other
        ));
    }

    /// <summary>The last sealed row of the district's audit chain: fixed before the draw, published with the daily anchor, guessed by nobody before.</summary>
    private async Task<(string, string)> Seal(CancellationToken ct)
    {
        var head = await desk.Db.Set<FeedHead>().AsNoTracking().FirstOrDefaultAsync(ct);
        return (
            Convert.ToHexStringLower(head?.LastAuditHash ?? new byte[32])[..16],
            string.Create(CultureInfo.InvariantCulture, $"审计链第 {head?.LastAuditSeq ?? 0} 条的摘要前 16 位")
        );
    }

    private DateTime Midnight(DateOnly day) => desk.Calendar.Utc(day.ToDateTime(TimeOnly.MinValue));

    private sealed record Candidate(Guid CaseId, string CaseNo, Stratum Stratum)
    {
        public DrawEntry Entry(Draw draw, bool isDrawn) =>
            new()
            {
                DistrictId = draw.DistrictId,
                DrawId = draw.Id,
                CaseId = CaseId,
                CaseNo = CaseNo,
                Stratum = Stratum,
                Ticket = Lots.Ticket(draw.Seed, CaseNo),
                IsDrawn = isDrawn,
            };
    }
}

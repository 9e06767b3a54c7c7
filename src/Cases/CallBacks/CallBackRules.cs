using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.CallBacks;

/// <summary>When and how often residents of a district are called; without a row the settings of the installation count. 回访设置</summary>
public sealed class CallBackRules : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>"09:00-12:00,14:30-18:00", in order; each is another time of day.</summary>
    public string Windows { get; set; } = "";

    /// <summary>So many times nobody answers: 未接通.</summary>
    public int MostAttempts { get; set; }

    /// <summary>UTC.</summary>
    public DateTime SetAt { get; set; }

    public Guid? SetBy { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class CallBackRulesTable : IEntityTypeConfiguration<CallBackRules>
{
    public void Configure(EntityTypeBuilder<CallBackRules> row)
    {
        row.ToTable("cases_callback_rules");
        row.HasKey(r => r.DistrictId);
        row.Property(r => r.Windows).HasMaxLength(200);
    }
}

/// <summary>The shift leader says when and how often residents are called. 维护回访设置</summary>
internal sealed class KeepCallBackRules(CaseDesk desk)
{
    /// <summary>Windows of a day; each missed call moves to the next.</summary>
    public const int MostWindows = 6;

    /// <param name="Windows">Times between 07:00 and 22:00, in order: <c>09:00-12:00, 14:30-18:00</c>.</param>
    /// <param name="MostAttempts">1–9.</param>
    /// <param name="Version">As the person saw it; 0 when there was no row.</param>
    public sealed record Command(
        [property: Needed, Longest(120)] string Windows,
        [property: Needed, Between(1, 9)] int? MostAttempts,
        int? Version = null
    );

    private static readonly WorkWindow Day = new(7 * 60, 22 * 60);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/callback-rules",
                async (Command command, KeepCallBackRules feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("回访设置 · When and how often residents are called");

    public Task<CallBackRules?> Find(CancellationToken ct) => desk.Db.Set<CallBackRules>().FirstOrDefaultAsync(ct);

    /// <exception cref="InvalidInput"><c>hours.unreadable</c>, <c>callback.hours</c>.</exception>
    /// <exception cref="StaleVersion">Somebody else changed it.</exception>
    public async Task Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        var windows = Read(command.Windows);
        var row = await Find(ct);
        if (command.Version is { } seen && seen != (row?.Version ?? 0))
            throw new StaleVersion(row?.Version);
        if (row is null)
            desk.Db.Add(row = new CallBackRules { DistrictId = desk.Db.DistrictId });
        (row.Windows, row.MostAttempts, row.SetAt, row.SetBy) = (windows, command.MostAttempts!.Value, desk.Now, actor.AccountId);
        desk.Db.Audit(
            actor,
            "callback-rules.changed",
            null,
            string.Create(CultureInfo.InvariantCulture, $"{windows} × {row.MostAttempts}"),
            desk.Now
        );
        await desk.Db.Save(ct);
    }

    private static string Read(string text)
    {
        var parts = text.Split([',', '，', '、', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<WorkWindow> windows;
        try
        {
            windows = [.. parts.Select(WorkWindow.Parse)];
            _ = WorkCalendar.China.WithWindows(windows); // in order, none empty
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new InvalidInput(nameof(Command.Windows), "hours.unreadable");
        }
        return windows.Count <= MostWindows && windows.TrueForAll(w => w.FromMinute >= Day.FromMinute && w.ToMinute <= Day.ToMinute)
            ? string.Join(',', windows)
            : throw new InvalidInput(nameof(Command.Windows), "callback.hours");
    }
}

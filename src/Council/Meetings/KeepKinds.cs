using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Meetings;

/// <summary>Says what a kind of meeting asks for; adds kinds. District-wide. 维护会议类别</summary>
public sealed class KeepKinds(CouncilDesk desk)
{
    /// <param name="Key">Lower-case letters and hyphens; a new one adds a kind.</param>
    /// <param name="Version">The version the person saw; null for a kind that was shipped and not yet kept.</param>
    public sealed record Command(
        [property: Needed, Longest(20)] string Key,
        [property: Needed, Longest(MeetingKind.LongestName)] string NameZh,
        [property: Needed, Longest(60)] string NameEn,
        [property: Needed, Between(0, 720)] int? NoticeHours,
        [property: Needed, Between(0, 240)] int? RemindHours,
        bool NeedsCases = false,
        bool TakesReports = false,
        [property: Longest(Meeting.LongestAgenda)] string? Agenda = null,
        int? Version = null
    );

    public sealed record Kept(string Key, int Version);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/meeting-kinds",
                (Command command, KeepKinds feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct)
            )
            .WithSummary("会议类别 · Keep a kind of meeting");

    public Task<IReadOnlyList<MeetingKind>> All(CancellationToken ct) => MeetingKinds.Of(desk.Db, ct);

    public bool MayKeep(Actor actor) => CouncilDesk.Holds(actor, desk.District);

    /// <exception cref="Forbidden">No post of the whole district.</exception>
    public async Task<Kept> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        actor.Require(Permission.HoldMeetings, desk.District);
        if (!command.Key.All(c => c is (>= 'a' and <= 'z') or '-'))
            throw new InvalidInput(nameof(command.Key), "kind.key");
        var row = await desk.Db.Set<MeetingKind>().FirstOrDefaultAsync(k => k.Key == command.Key, ct);
        if (row is not null)
            CouncilDesk.Seen(row, command.Version);
        else
        {
            var shipped = MeetingKinds.Shipped(desk.Db.DistrictId).FirstOrDefault(k => k.Key == command.Key);
            desk.Db.Add(
                row = new MeetingKind
                {
                    DistrictId = desk.Db.DistrictId,
                    Key = command.Key,
                    Order = shipped?.Order ?? 100,
                }
            );
        }
        (row.NameZh, row.NameEn, row.NoticeHours, row.RemindHours) = (
            PlainText.CleanLine(command.NameZh),
            PlainText.CleanLine(command.NameEn),
            command.NoticeHours!.Value,
            command.RemindHours!.Value
        );
        (row.NeedsCases, row.TakesReports, row.Agenda) = (command.NeedsCases, command.TakesReports, CouncilDesk.Text(command.Agenda) ?? "");
        desk.Db.Audit(actor, "meeting.kind-kept", null, row.Key, desk.Now);
        await desk.Save(ct);
        return new Kept(row.Key, row.Version);
    }
}

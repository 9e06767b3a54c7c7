using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CasePages;

/// <summary>One case and its timeline as data. 案件数据</summary>
public sealed class ReadCase(CaseDesk desk)
{
    /// <summary>Everything about a case that is not personal. 案件</summary>
    /// <param name="StateBefore">Where Split leads back; null unless joined.</param>
    /// <param name="Limit">Limit of the filing condition in its unit; null until filed.</param>
    /// <param name="OriginalDueAt">UTC; never moved by extensions or shelving.</param>
    /// <param name="Hash">Hash of the last timeline row, hex.</param>
    public sealed record Detail(
        CaseLine Case,
        CaseState? StateBefore,
        Guid? JoinedToId,
        Guid? ConditionId,
        double? Limit,
        LimitUnit? LimitUnit,
        Guid? RuleId,
        DateTime? ConfirmedAt,
        DateTime? FiledAt,
        DateTime? AcceptedAt,
        DateTime? ArrivedAt,
        DateTime? HandledAt,
        DateTime? OriginalDueAt,
        DateTime? ShelvedUntil,
        int ExtensionCount,
        int SendBackCount,
        int ReworkCount,
        int ReopenCount,
        string Hash
    );

    /// <summary>One move as data. 流转记录</summary>
    /// <param name="Post">Title of the post; empty for residents and the system.</param>
    /// <param name="At">UTC, server.</param>
    /// <param name="DeviceAt">UTC, device; null unless it came from one.</param>
    /// <param name="PublicText">What the reporters were told.</param>
    /// <param name="Hash">Hex.</param>
    public sealed record Move(
        int Sequence,
        CaseAction Action,
        CaseState From,
        CaseState To,
        ActorKind By,
        string Post,
        DateTime At,
        DateTime? DeviceAt,
        string? Note,
        string? PublicText,
        string? UnitCode,
        string PreviousHash,
        string Hash
    );

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapGet(
                "/{caseId:guid}",
                async (Guid caseId, ReadCase feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(caseId, actor, ct))
            )
            .WithSummary("案件 · One case");
        cases
            .MapGet(
                "/{caseId:guid}/timeline",
                async (Guid caseId, ReadCase feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Timeline(caseId, actor, ct))
            )
            .WithSummary("流转记录 · Timeline of a case");
    }

    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task<Detail> Run(Guid caseId, Actor actor, CancellationToken ct)
    {
        var found = CaseVisibility.SeesAll(actor, desk.Db)
            ? await desk.Db.CaseToRead(caseId, ct)
            : await desk.Db.Cases.AsNoTracking().VisibleTo(actor, desk.Db).FirstOrDefaultAsync(c => c.Id == caseId, ct);
        return DetailOf(found ?? throw new NotFound("case"));
    }

    internal static Detail DetailOf(Case found) =>
        new(
            CaseLine.Of(found),
            found.StateBefore,
            found.JoinedToId,
            found.ConditionId,
            found.LimitValue,
            found.LimitUnit,
            found.RuleId,
            found.ConfirmedAt,
            found.FiledAt,
            found.AcceptedAt,
            found.ArrivedAt,
            found.HandledAt,
            found.OriginalDueAt,
            found.ShelvedUntil,
            found.ExtensionCount,
            found.SendBackCount,
            found.ReworkCount,
            found.ReopenCount,
            Convert.ToHexStringLower(found.LastHash)
        );

    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task<IReadOnlyList<Move>> Timeline(Guid caseId, Actor actor, CancellationToken ct)
    {
        var area =
            await desk.Db.Cases.VisibleTo(actor, desk.Db).Where(c => c.Id == caseId).Select(c => c.AreaCode).FirstOrDefaultAsync(ct)
            ?? throw new NotFound("case");
        var seesContact = actor.PostFor(Permission.SeeContact, area) is not null;
        var rows = await desk
            .Db.Timeline.AsNoTracking()
            .Where(t => t.CaseId == caseId)
            .OrderBy(t => t.Sequence)
            .LeftJoin(
                desk.Db.TimelineTexts,
                t => new { t.CaseId, t.Sequence },
                x => new { x.CaseId, x.Sequence },
                (t, x) =>
                    new
                    {
                        Row = t,
                        x!.Note,
                        x.PublicText,
                    }
            )
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new Move(
                r.Row.Sequence,
                r.Row.Action,
                r.Row.From,
                r.Row.To,
                r.Row.By,
                r.Row.PostTitle,
                r.Row.At,
                r.Row.DeviceAt,
                seesContact || r.Note is null ? r.Note : Answers.PhonesInText.Hide(r.Note), // what a reporter added stands in the note
                r.PublicText,
                r.Row.UnitCode,
                Convert.ToHexStringLower(r.Row.PreviousHash),
                Convert.ToHexStringLower(r.Row.Hash)
            )),
        ];
    }
}

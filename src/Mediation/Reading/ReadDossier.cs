using Gezhi.Mediation.Disputes;
using Gezhi.Mediation.Steps;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Reading;

/// <summary>Opens a dossier for whoever sits at it; every opening stands on the trail. 查阅卷宗</summary>
public sealed class ReadDossier(DisputeDesk desk)
{
    private const int MostListed = 200;

    /// <param name="Phone">Masked.</param>
    /// <param name="Address">Masked.</param>
    public sealed record PartyView(
        Guid Id,
        Side Side,
        int No,
        string Name,
        string Phone,
        string Address,
        string About,
        string Agent,
        IdentityPaper? Paper,
        DateTime? IdentitySeenAt,
        DateTime? NoticeAt,
        NoticeWay? NoticeBy
    );

    /// <param name="IsUnchanged">False: the words are not those whose fingerprint was taken.</param>
    public sealed record RecordView(
        Guid Id,
        RecordKind Kind,
        Guid? PartyId,
        DateTime HeldAt,
        string Content,
        string Present,
        int Papers,
        Guid? CorrectsId,
        string WrittenBy,
        DateTime WrittenAt,
        string Fingerprint,
        bool IsUnchanged
    );

    /// <param name="HasAccount">Sees the joint part online.</param>
    public sealed record HelperView(Guid Id, HelperKind Kind, string Name, bool HasAccount, DateTime AdmittedAt, DateTime? EndedAt);

    /// <param name="IsUnchanged">False: the words are not those that were signed. Null: not signed yet.</param>
    public sealed record AgreementView(
        AgreementForm Form,
        string Content,
        DateOnly? SignedOn,
        string Fingerprint,
        bool? IsUnchanged,
        CourtStep Court,
        DateOnly? CourtUntil,
        DateOnly? CourtAppliedOn,
        DateOnly? CourtDecidedOn,
        string CourtName
    );

    public sealed record DutyView(
        Guid Id,
        int No,
        Guid PartyId,
        string PartyName,
        string What,
        DateOnly DueOn,
        long? AmountFen,
        DutyState State,
        DateOnly? DoneOn,
        string Note
    );

    /// <summary>A mediator beside the one in charge.</summary>
    public sealed record BesideView(Guid AccountId, string Name);

    /// <param name="Part">Of the 13.</param>
    /// <param name="Length">Bytes.</param>
    public sealed record ScanView(Guid Id, int Part, long Length, string KeptBy, DateTime KeptAt);

    public sealed record StepView(DisputeAction Action, string? By, DateTime At);

    public sealed record ConflictView(Guid AccountId, string Name, ConflictKind Kind, DateTime At, bool IsCleared);

    /// <param name="OpenCount">Disputes that are not ended.</param>
    public sealed record Candidate(Guid AccountId, string Name, bool IsHead, int OpenCount, int MostOpen, ConflictKind? Conflict);

    /// <summary>What lies in the dossier, as far as the reader's seat goes.</summary>
    /// <param name="No">（年份）人调字第 号; before it is taken, words.</param>
    /// <param name="Reason">Why it ended; for one that was not taken with the rule.</param>
    /// <param name="May">What the reader can do now.</param>
    public sealed record View(
        Guid Id,
        string No,
        string ReceiptNo,
        string Committee,
        string CommitteeCode,
        string Kind,
        DisputeOrigin Origin,
        Guid? CaseId,
        DisputeState State,
        DisputeEnding? Ending,
        Seat Seat,
        Guid? MediatorId,
        string? MediatorName,
        ChosenBy? ChosenBy,
        IReadOnlyList<BesideView> Beside,
        RiskColour? Risk,
        bool IsRiskAnswered,
        DateTime AppliedAt,
        DateTime? AcceptedAt,
        DateOnly? DueOn,
        int Extensions,
        DateTime? AgreedAt,
        DateTime? EndedAt,
        DateTime? ArchivedAt,
        string? ArchivedBy,
        int KeptYears,
        bool IsForgotten,
        string Facts,
        string Requests,
        string Place,
        string? RefusedBy,
        string Reason,
        IReadOnlyList<PartyView> Parties,
        IReadOnlyList<RecordView> Records,
        IReadOnlyList<HelperView> Helpers,
        AgreementView? Agreement,
        IReadOnlyList<DutyView> Duties,
        IReadOnlyList<ScanView> Scans,
        IReadOnlyList<StepView> Steps,
        IReadOnlyList<ConflictView> Conflicts,
        IReadOnlyList<Candidate> Candidates,
        IReadOnlyList<DisputeAction> May,
        int Version
    );

    /// <param name="Applicant">Names, for those who may open it.</param>
    public sealed record Line(
        Guid Id,
        string No,
        string Kind,
        DisputeState State,
        DisputeEnding? Ending,
        string Applicant,
        string Respondent,
        string? MediatorName,
        RiskColour? Risk,
        DateTime AppliedAt,
        DateOnly? DueOn,
        bool IsLate
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/disputes",
                (string? state, ReadDossier feature, Actor actor, CancellationToken ct) =>
                    feature.All(
                        state is { Length: > 0 }
                            ? Named.One<DisputeState>(state) ?? throw new InvalidInput("state", "input.invalid")
                            : null,
                        actor,
                        ct
                    )
            )
            .WithSummary("我的卷宗 · Dossiers that the reader sits at; state: Applied, Accepted, Mediating, Agreed, Ended, Archived");
        api.MapGet(
                "/disputes/{disputeId:guid}",
                (Guid disputeId, ReadDossier feature, Actor actor, CancellationToken ct) => feature.Run(disputeId, actor, ct)
            )
            .WithSummary("卷宗 · One dossier; phones and addresses masked; the opening is on the trail");
    }

    /// <summary>Newest first; only those the actor sits at.</summary>
    public async Task<IReadOnlyList<Line>> All(DisputeState? state, Actor actor, CancellationToken ct)
    {
        var rows = await (await desk.Visible(actor, ct))
            .AsNoTracking()
            .Where(d => state == null || d.State == state)
            .OrderByDescending(d => d.Id)
            .Take(MostListed)
            .ToListAsync(ct);
        var ids = rows.ConvertAll(d => d.Id);
        var parties = (await desk.Db.Set<Party>().AsNoTracking().Where(p => ids.Contains(p.DisputeId)).ToListAsync(ct)).ToLookup(p =>
            p.DisputeId
        );
        var names = await desk.Names(rows.Where(d => d.MediatorId is not null).Select(d => d.MediatorId!.Value), ct);
        return
        [
            .. rows.Select(d => new Line(
                d.Id,
                DisputeDesk.NoOf(d),
                d.Kind,
                d.State,
                d.Ending,
                NamesOf(parties[d.Id], Side.Applicant),
                NamesOf(parties[d.Id], Side.Respondent),
                d.MediatorId is { } m ? names.GetValueOrDefault(m) : null,
                d.Risk,
                d.AppliedAt,
                d.DueOn,
                d.State is DisputeState.Accepted or DisputeState.Mediating && d.DueOn < desk.Today
            )),
        ];
    }

    private string NamesOf(IEnumerable<Party> parties, Side side) =>
        string.Join("、", parties.Where(p => p.Side == side).OrderBy(p => p.No).Select(p => desk.Open(Party.NameField, p.Name)));

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    public async Task<View> Run(Guid disputeId, Actor actor, CancellationToken ct)
    {
        var (dispute, seat) = await desk.Find(disputeId, actor, ct);
        desk.Db.Audit(actor, "mediation.opened", dispute.Id, $"{seat}", desk.Now);
        await desk.Db.Save(ct);
        return await Open(dispute, seat, actor, ct);
    }

    /// <summary>For whoever may print or bind the whole: the trail says so.</summary>
    public async Task<View> ToPrint(Guid disputeId, Actor actor, CancellationToken ct)
    {
        var (dispute, seat) = await desk.Find(disputeId, actor, ct);
        if (seat < Seat.Mediator)
            throw new NotFound("dispute");
        desk.Db.Audit(actor, "mediation.printed", dispute.Id, $"{seat}", desk.Now);
        await desk.Db.Save(ct);
        return await Open(dispute, seat, actor, ct);
    }

    private async Task<View> Open(Dispute dispute, Seat seat, Actor actor, CancellationToken ct)
    {
        var (db, id) = (desk.Db, dispute.Id);
        var isWhole = seat >= Seat.Mediator;
        var parties = await db.Set<Party>().AsNoTracking().Where(p => p.DisputeId == id).OrderBy(p => p.No).ToListAsync(ct);
        var helpers = await db.Set<Helper>().AsNoTracking().Where(h => h.DisputeId == id).OrderBy(h => h.Id).ToListAsync(ct);
        var admittedAt = helpers
            .Where(h => h.AccountId == actor.AccountId && h.EndedAt is null)
            .Select(h => h.AdmittedAt)
            .DefaultIfEmpty()
            .Min();
        var records = await db.Set<DisputeRecord>()
            .AsNoTracking()
            .Where(r => r.DisputeId == id)
            .Where(r => isWhole || (r.Kind == RecordKind.Together && r.WrittenAt >= admittedAt))
            .OrderBy(r => r.HeldAt)
            .ThenBy(r => r.Id)
            .ToListAsync(ct);
        var agreement = isWhole ? await db.Set<Agreement>().AsNoTracking().FirstOrDefaultAsync(a => a.DisputeId == id, ct) : null;
        var duties = isWhole
            ? await db.Set<AgreedDuty>().AsNoTracking().Where(d => d.DisputeId == id).OrderBy(d => d.No).ToListAsync(ct)
            : [];
        var scans = isWhole
            ? await db.Set<ScannedPage>()
                .AsNoTracking()
                .Where(p => p.DisputeId == id)
                .OrderBy(p => p.Part)
                .ThenBy(p => p.KeptAt)
                .ThenBy(p => p.Id)
                .ToListAsync(ct)
            : [];
        var beside = await desk.Beside(id, ct);
        var steps = isWhole
            ? await db.Set<DisputeStep>().AsNoTracking().Where(s => s.DisputeId == id).OrderBy(s => s.Id).ToListAsync(ct)
            : [];
        var conflicts = isWhole
            ? await db.Set<Conflict>().AsNoTracking().Where(c => c.DisputeId == id).OrderBy(c => c.At).ToListAsync(ct)
            : [];
        var office = seat == Seat.Head ? await desk.InOffice(dispute.CommitteeCode, ct) : [];
        var load = seat == Seat.Head ? await OpenCounts(dispute.CommitteeCode, ct) : [];
        var names = await desk.Names(
            [
                .. records.Select(r => r.WrittenBy),
                .. steps.Where(s => s.By is not null).Select(s => s.By!.Value),
                .. conflicts.Select(c => c.AccountId),
                .. office.Select(m => m.AccountId),
                .. beside,
                .. scans.Select(p => p.KeptBy),
                dispute.MediatorId ?? Guid.Empty,
                dispute.ArchivedBy ?? Guid.Empty,
            ],
            ct
        );
        string Name(Guid? account) => account is { } a ? names.GetValueOrDefault(a, "") : "";
        var reason = desk.Open(Dispute.ReasonField, dispute.Reason);
        var rule = dispute.Ending == DisputeEnding.NotTaken ? reason.Split('\n', 2) : null;
        return new View(
            id,
            DisputeDesk.NoOf(dispute),
            isWhole ? ReceiptNo.Parse(dispute.ReceiptNo).Display : "",
            await desk.CommitteeName(dispute.CommitteeCode, ct),
            dispute.CommitteeCode,
            dispute.Kind,
            dispute.Origin,
            isWhole ? dispute.CaseId : null,
            dispute.State,
            dispute.Ending,
            seat,
            dispute.MediatorId,
            dispute.MediatorId is null ? null : Name(dispute.MediatorId),
            dispute.ChosenBy,
            [.. beside.Select(a => new BesideView(a, Name(a)))],
            isWhole ? dispute.Risk : null,
            dispute.RiskAnsweredAt is not null,
            dispute.AppliedAt,
            dispute.AcceptedAt,
            dispute.DueOn,
            dispute.Extensions,
            dispute.AgreedAt,
            dispute.EndedAt,
            dispute.ArchivedAt,
            dispute.ArchivedBy is null ? null : Name(dispute.ArchivedBy),
            dispute.KeptYears,
            dispute.ForgottenAt is not null,
            isWhole ? desk.Open(Dispute.FactsField, dispute.Facts) : "",
            isWhole ? desk.Open(Dispute.RequestsField, dispute.Requests) : "",
            desk.Open(Dispute.PlaceField, dispute.Place),
            isWhole && rule is { Length: 2 } ? rule[0] : null,
            !isWhole ? ""
                : rule is { Length: 2 } ? rule[1]
                : reason,
            [.. parties.Select(p => ViewOf(p, isWhole))],
            [
                .. records.Select(r => new RecordView(
                    r.Id,
                    r.Kind,
                    r.PartyId,
                    r.HeldAt,
                    desk.Open(DisputeRecord.ContentField, r.Content),
                    desk.Open(DisputeRecord.PresentField, r.Present),
                    r.Papers,
                    r.CorrectsId,
                    Name(r.WrittenBy),
                    r.WrittenAt,
                    r.Fingerprint,
                    dispute.ForgottenAt is not null || desk.IsUnchanged(r)
                )),
            ],
            isWhole
                ?
                [
                    .. helpers.Select(h => new HelperView(
                        h.Id,
                        h.Kind,
                        desk.Open(Helper.NameField, h.Name),
                        h.AccountId is not null,
                        h.AdmittedAt,
                        h.EndedAt
                    )),
                ]
                : [],
            agreement is null
                ? null
                : new AgreementView(
                    agreement.Form,
                    desk.Open(Agreement.ContentField, agreement.Content),
                    agreement.SignedOn,
                    agreement.Fingerprint,
                    agreement.SignedOn is null || dispute.ForgottenAt is not null
                        ? null
                        : agreement.Fingerprint == desk.PrintOf(agreement, parties, duties),
                    agreement.Court,
                    agreement.CourtUntil,
                    agreement.CourtAppliedOn,
                    agreement.CourtDecidedOn,
                    desk.Open(Agreement.CourtField, agreement.CourtName)
                ),
            [
                .. duties.Select(d => new DutyView(
                    d.Id,
                    d.No,
                    d.PartyId,
                    desk.Open(Party.NameField, parties.Find(p => p.Id == d.PartyId)?.Name),
                    desk.Open(AgreedDuty.WhatField, d.What),
                    d.DueOn,
                    d.AmountFen,
                    d.State,
                    d.DoneOn,
                    desk.Open(AgreedDuty.NoteField, d.Note)
                )),
            ],
            [.. scans.Select(p => new ScanView(p.Id, p.Part, p.Length, Name(p.KeptBy), p.KeptAt))],
            [.. steps.Select(s => new StepView(s.Action, s.By is null ? null : Name(s.By), s.At))],
            [.. conflicts.Select(c => new ConflictView(c.AccountId, Name(c.AccountId), c.Kind, c.At, c.ClearedAt is not null))],
            [
                .. office
                    .Select(m => new Candidate(
                        m.AccountId,
                        Name(m.AccountId),
                        m.IsHead,
                        load.GetValueOrDefault(m.AccountId),
                        m.MostOpen,
                        conflicts.Find(c => c.AccountId == m.AccountId && c.ClearedAt is null)?.Kind
                    ))
                    .OrderBy(c => c.OpenCount)
                    .ThenBy(c => c.Name, StringComparer.Ordinal),
            ],
            [.. Enum.GetValues<DisputeAction>().Where(a => isWhole && MayDo(a, seat) && DisputeFlow.Allows(dispute.State, a))],
            dispute.Version
        );
    }

    private PartyView ViewOf(Party party, bool isWhole) =>
        new(
            party.Id,
            party.Side,
            party.No,
            desk.Open(Party.NameField, party.Name),
            isWhole ? Mask.Phone(desk.Open(Party.PhoneField, party.Phone)) : "",
            isWhole ? Mask.Address(desk.Open(Party.AddressField, party.Address)) : "",
            isWhole ? desk.Open(Party.AboutField, party.About) : "",
            isWhole ? desk.Open(Party.AgentField, party.Agent) : "",
            isWhole ? party.Paper : null,
            party.IdentitySeenAt,
            party.NoticeAt,
            party.NoticeBy
        );

    private static bool MayDo(DisputeAction action, Seat seat) =>
        seat == Seat.Head
        || action
            is not (
                DisputeAction.Accept
                or DisputeAction.Refuse
                or DisputeAction.Appoint
                or DisputeAction.JoinMediator
                or DisputeAction.ReleaseMediator
                or DisputeAction.ClearConflict
            );

    /// <summary>Open disputes by mediator.</summary>
    internal async Task<Dictionary<Guid, int>> OpenCounts(string committeeCode, CancellationToken ct) =>
        await desk
            .Db.Set<Dispute>()
            .Where(d => d.CommitteeCode == committeeCode && d.MediatorId != null && d.EndedAt == null)
            .GroupBy(d => d.MediatorId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
}

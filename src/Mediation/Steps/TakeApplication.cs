using Gezhi.Cases.Contract;
using Gezhi.Mediation.Disputes;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Steps;

/// <summary>A dispute comes to a committee: at the counter, online, handed over from a case, or found on a round. 申请与发现</summary>
/// <remarks>Whoever took it down learns the receipt number and nothing more: from here on it lies with the committee.</remarks>
public sealed class TakeApplication(DisputeDesk desk, CaseMatters cases)
{
    /// <param name="Committee">Unit code.</param>
    /// <param name="Kind">Key of a <see cref="DisputeKind"/>.</param>
    /// <param name="CaseId">Only with <see cref="DisputeOrigin.HandOver"/>.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string Committee,
        [property: Needed, Longest(24)] string Kind,
        [property: Needed, Longest(4000)] string Facts,
        [property: Longest(2000)] string? Requests = null,
        [property: Longest(200)] string? Place = null,
        [property: Longest(40)] string? ApplicantName = null,
        [property: Longest(40)] string? ApplicantPhone = null,
        [property: Longest(200)] string? ApplicantAddress = null,
        [property: Longest(200)] string? ApplicantAbout = null,
        [property: Longest(40)] string? RespondentName = null,
        [property: Longest(40)] string? RespondentPhone = null,
        [property: Longest(200)] string? RespondentAddress = null,
        DisputeOrigin Origin = DisputeOrigin.Counter,
        Guid? CaseId = null
    );

    /// <param name="ReceiptNo">In groups, for the party who applied.</param>
    public sealed record Taken(Guid Id, string ReceiptNo);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/applications",
                (Command command, HttpRequest request, TakeApplication feature, Actor actor, CancellationToken ct) =>
                    feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .RequirePermission(Permission.TakeReport, Permission.Mediate)
            .WithSummary(
                "登记调解申请 · Take down an application for mediation: at the counter, handed over from a case, or found on a round"
            );

    /// <exception cref="InvalidInput">A field cannot be used.</exception>
    /// <exception cref="RuleViolation"><c>mediation.handed-over</c>: the case has an open dispute already.</exception>
    public async Task<Taken> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Origin == DisputeOrigin.Online)
            throw new InvalidInput("Origin", "input.invalid");
        if (command.Origin == DisputeOrigin.Counter)
            NeedNames(command);
        if (command.Origin == DisputeOrigin.HandOver != command.CaseId is not null)
            throw new InvalidInput("CaseId", "input.invalid");
        if (command.CaseId is { } caseId)
        {
            _ = await cases.Find(caseId, actor, ct) ?? throw new NotFound("case");
            if (await desk.Db.Set<Dispute>().AnyAsync(d => d.CaseId == caseId && d.EndedAt == null, ct))
                throw new RuleViolation("mediation.handed-over");
        }
        return await Take(command, null, key is null ? null : Once.Bound(key, actor.AccountId, null), actor, ct);
    }

    /// <summary>By the party, whose phone was proved. 网上申请</summary>
    internal Task<Taken> Online(Command command, string phone, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        NeedNames(command);
        return Take(
            command with
            {
                Origin = DisputeOrigin.Online,
                ApplicantPhone = phone,
                CaseId = null,
            },
            phone,
            key is null ? null : Once.Bound(key, actor.AccountId, null),
            actor,
            ct
        );
    }

    private static void NeedNames(Command command)
    {
        if (string.IsNullOrWhiteSpace(command.ApplicantName))
            throw new InvalidInput("ApplicantName", "input.required");
        if (string.IsNullOrWhiteSpace(command.RespondentName))
            throw new InvalidInput("RespondentName", "input.required");
    }

    private async Task<Taken> Take(Command command, string? proved, string? key, Actor actor, CancellationToken ct)
    {
        if (DisputeKind.Find(command.Kind) is null)
            throw new InvalidInput("Kind", "input.invalid");
        var committee =
            (await desk.Committees(ct)).Find(c => c.Code == command.Committee)
            ?? throw new InvalidInput("Committee", "mediation.committee");
        var (one, other) = (Number("ApplicantPhone", command.ApplicantPhone), Number("RespondentPhone", command.RespondentPhone));
        if (one is not null && one == other)
            throw new InvalidInput("RespondentPhone", "mediation.same-phone");
        var now = desk.Now;
        return await Once.Run(
            desk.Db,
            "mediation-application",
            key,
            command,
            now,
            async () =>
            {
                var receipt = ReceiptNo.New();
                var dispute = new Dispute
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(now),
                    ReceiptNo = receipt.Value,
                    CommitteeCode = committee.Code,
                    AreaCode = committee.AreaCode,
                    Kind = command.Kind,
                    Origin = command.Origin,
                    CaseId = command.CaseId,
                    TakenBy = actor.Kind == ActorKind.Staff ? actor.AccountId : null,
                    AppliedAt = now,
                    Facts = desk.Seal(Dispute.FactsField, command.Facts),
                    Requests = desk.Seal(Dispute.RequestsField, command.Requests),
                    Place = desk.Seal(Dispute.PlaceField, command.Place),
                };
                dispute.Move(DisputeAction.Apply, now);
                desk.Db.Add(dispute);
                var parties = new List<Party>();
                if (!string.IsNullOrWhiteSpace(command.ApplicantName))
                    parties.Add(
                        desk.PartyOf(
                            dispute.Id,
                            Side.Applicant,
                            1,
                            command.ApplicantName,
                            one,
                            command.ApplicantAddress,
                            command.ApplicantAbout,
                            proved is not null,
                            now
                        )
                    );
                if (!string.IsNullOrWhiteSpace(command.RespondentName))
                    parties.Add(
                        desk.PartyOf(
                            dispute.Id,
                            Side.Respondent,
                            parties.Count + 1,
                            command.RespondentName,
                            other,
                            command.RespondentAddress,
                            null,
                            false,
                            now
                        )
                    );
                desk.Db.AddRange(parties);
                await desk.FindConflicts(dispute, parties, now, ct);
                desk.Note(dispute, DisputeAction.Apply, actor, now);
                await desk.Tell(dispute, "有新的调解申请，请审查是否受理", headsOnly: true, now, ct);
                return new Taken(dispute.Id, receipt.Display);
            },
            ct
        );
    }

    /// <summary>Put in one form; null for none.</summary>
    internal static string? Number(string field, string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : Phone.TryParse(typed, out var phone) && phone.ReachesPerson ? phone.Value
        : throw new InvalidInput(field, "mediation.phone");
}

/// <summary>Writing a party down. 登记当事人</summary>
internal static class PartyWriting
{
    extension(DisputeDesk desk)
    {
        public Party PartyOf(
            Guid disputeId,
            Side side,
            int no,
            string name,
            string? phone,
            string? address,
            string? about,
            bool isProved,
            DateTime now
        ) =>
            new()
            {
                DistrictId = desk.Db.DistrictId,
                Id = Ids.New(now),
                DisputeId = disputeId,
                Side = side,
                No = no,
                Name = desk.Seal(Party.NameField, PlainText.CleanLine(name)),
                Phone = desk.Seal(Party.PhoneField, phone),
                PhoneIndex = desk.Cipher.Index(desk.Db.DistrictId, Party.PhoneField, phone),
                Address = desk.Seal(Party.AddressField, address),
                About = desk.Seal(Party.AboutField, about),
                IsPhoneProved = isProved,
            };
    }
}

using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Partners;

/// <summary>What a partner says. 协同方答复</summary>
public enum PartnerAnswer
{
    /// <summary>收到，马上去</summary>
    Accept,

    /// <summary>已到场</summary>
    Arrive,

    /// <summary>已办完</summary>
    Done,

    /// <summary>去不了</summary>
    Decline,
}

/// <summary>The one request behind a link, and what the partner answers; each answer stands on the record of the case. 协同方答复</summary>
/// <remarks>Whoever holds the link sees the place and what is asked: never who reported, no photo, no other case.</remarks>
public sealed class AnswerCall(CaseDesk desk, OfficeLines lines, AreaWords areas)
{
    private const int LongestResult = 300;

    /// <param name="Title">Of the case, phones hidden.</param>
    /// <param name="Lon">WGS-84 degrees; null when not known.</param>
    /// <param name="Phones">Published phones of offices around it.</param>
    public sealed record Request(
        PartnerCall Call,
        string Title,
        string Place,
        string AreaName,
        double? Lon,
        double? Lat,
        bool IsUrgent,
        IReadOnlyList<OfficeLine> Phones
    );

    /// <param name="secret">Of the link.</param>
    /// <param name="phone">Cookie of the phone that accepted; null for none.</param>
    /// <returns>Null: no such link, over, taken back, or it belongs to another phone. Nobody learns which.</returns>
    public async Task<Request?> Read(string secret, string? phone, CancellationToken ct)
    {
        if (await Find(secret, phone, ct) is not { } call)
            return null;
        var subject = await desk.Db.Cases.AsNoTracking().FirstAsync(c => c.Id == call.CaseId, ct);
        if (call.DoneAt is null && (!CaseFlow.OpenStates.Contains(subject.State) || call.IsOver(desk.Now)))
            return null;
        if (call.OpenedAt is null)
        {
            call.OpenedAt = desk.Now;
            desk.Db.Audit(Actor.System(desk.Db.DistrictId), "partner.opened", call.Id, call.Kind.ToString(), desk.Now);
            await desk.Db.Save(ct);
        }
        var phones = await lines.Around([subject.AreaCode], desk.Calendar.LocalDay(desk.Now), ct);
        return new Request(
            call,
            Answers.PhonesInText.Hide(subject.Title),
            areas.Place(subject.PlaceText),
            areas.Path(subject.AreaCode),
            subject.Lon,
            subject.Lat,
            subject.IsUrgent,
            [.. phones.Reverse().Take(4)]
        );
    }

    /// <param name="result">What was done, or why not; needed for neither.</param>
    /// <returns>The cookie for the phone that accepted just now; null when it has one.</returns>
    /// <exception cref="NotFound">As in <see cref="Read"/>.</exception>
    /// <exception cref="InvalidInput">The words are too long.</exception>
    public Task<string?> Say(string secret, string? phone, PartnerAnswer answer, string? result, CancellationToken ct)
    {
        if (result is { Length: > LongestResult })
            throw new InvalidInput("Result", "input.too-long");
        return desk.Again(() => Once(secret, phone, answer, result, ct), ct);
    }

    private async Task<string?> Once(string secret, string? phone, PartnerAnswer answer, string? result, CancellationToken ct)
    {
        var now = desk.Now;
        if (await Find(secret, phone, ct) is not { } call || (call.IsOver(now) && call.DoneAt is null))
            throw new NotFound("partner call");
        if (call.DoneAt is not null)
            return null; // pressed twice
        var subject = await desk.Find(call.CaseId, null, Actor.System(desk.Db.DistrictId), ct);
        if (!CaseFlow.OpenStates.Contains(subject.State))
            throw new NotFound("partner call");
        var own =
            call.PhoneHash is not null ? null
            : phone is { Length: >= 20 and <= 40 } ? phone
            : CallPartner.NewSecret(); // one cookie for all requests of a phone
        var (action, words) = (CaseAction.AcceptTask, "收到，马上去");
        var isNew = answer switch
        {
            PartnerAnswer.Accept => call.Accept(CallPartner.HashOf(own ?? phone!), now),
            PartnerAnswer.Arrive => call.Arrive(now),
            _ => true,
        };
        if (own is not null && answer != PartnerAnswer.Accept)
            call.Accept(CallPartner.HashOf(own), now); // whoever arrives without a word has accepted
        if (answer == PartnerAnswer.Arrive)
            (action, words) = (CaseAction.ReportIn, "已到场");
        if (answer == PartnerAnswer.Done)
        {
            call.Finish(now);
            (action, words) = (CaseAction.HandInTask, CaseDesk.Text(result) ?? "已办完");
        }
        if (answer == PartnerAnswer.Decline)
        {
            call.Decline(now);
            (action, words) = (CaseAction.HandInTask, $"去不了：{CaseDesk.Text(result) ?? "没有说明"}");
        }
        if (answer is PartnerAnswer.Done or PartnerAnswer.Decline)
            call.PhoneSealed = null; // it is over: nobody needs the number any more
        if (!isNew)
        {
            await desk.Db.Save(ct);
            return own;
        }
        subject.Remark(action, StepOf(call, subject, Answers.PhonesInText.Hide(words)));
        await desk.Save(subject, ct);
        return own;
    }

    /// <summary>On the record stands what the partner is, not who.</summary>
    private Step StepOf(PartnerCall call, Case subject, string words) =>
        new(Actor.System(desk.Db.DistrictId), new ActorPost(call.Id, Role.Handler, subject.AreaCode, null, call.Title), desk.Now)
        {
            Note = words,
        };

    private async Task<PartnerCall?> Find(string secret, string? phone, CancellationToken ct)
    {
        if (secret.Length is < 20 or > 40)
            return null;
        var hash = CallPartner.HashOf(secret);
        var call = await desk.Db.Set<PartnerCall>().FirstOrDefaultAsync(c => c.SecretHash == hash, ct);
        var isTheirs = call?.PhoneHash is null || (phone is not null && CallPartner.HashOf(phone).AsSpan().SequenceEqual(call.PhoneHash));
        return call is { RevokedAt: null } && isTheirs ? call : null;
    }
}

using Gezhi.Mediation.Disputes;
using Gezhi.Mediation.Register;
using Gezhi.Mediation.Steps;
using Gezhi.Platform;
using Gezhi.Platform.Text;

namespace Gezhi.Mediation.Contract;

/// <summary>How far an invented dispute has come. 示例进度</summary>
public enum FilledTo
{
    /// <summary>待审查.</summary>
    Applied,

    /// <summary>不予受理.</summary>
    NotTaken,

    /// <summary>已受理: a mediator is named.</summary>
    Accepted,

    /// <summary>调解中: after a separate session.</summary>
    Mediating,

    /// <summary>已达成协议.</summary>
    Agreed,

    /// <summary>调解不成.</summary>
    Failed,

    /// <summary>已归档: performed, visited again, bound.</summary>
    Archived,
}

/// <summary>An invented dispute for the seed town. 示例纠纷</summary>
/// <param name="Kind">Key of a kind.</param>
/// <param name="Apart">What the first party said alone.</param>
/// <param name="DaysAgo">When it was applied for.</param>
public sealed record DisputeEntry(
    string Kind,
    FilledTo To,
    int DaysAgo,
    string Applicant,
    string ApplicantPhone,
    string Respondent,
    string RespondentPhone,
    string Facts,
    string Requests,
    string Apart,
    string Together,
    string Agreement,
    string Duty
);

/// <summary>Writes mediators and disputes for the seed town. 调解示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class DisputeFill(DisputeDesk desk)
{
    private readonly Dictionary<int, DisputeNumber> numbers = [];

    /// <summary>Puts a mediator into the register. 登记调解员</summary>
    public void Mediator(string committee, Guid account, bool isHead, DateTime now) =>
        desk.Db.Add(
            new Mediator
            {
                DistrictId = desk.Db.DistrictId,
                CommitteeCode = committee,
                AccountId = account,
                IsHead = isHead,
                SinceAt = now,
            }
        );

    /// <summary>Adds a dispute with everything that lies in its dossier by then. 纠纷</summary>
    /// <param name="now">UTC.</param>
    public void Dispute(string committee, string areaCode, Guid head, Guid mediator, DisputeEntry entry, DateTime now)
    {
        var at = now.AddDays(-entry.DaysAgo);
        var (db, id) = (desk.Db, Ids.New(at));
        var dispute = new Dispute
        {
            DistrictId = db.DistrictId,
            Id = id,
            ReceiptNo = ReceiptNo.New().Value,
            CommitteeCode = committee,
            AreaCode = areaCode,
            Kind = entry.Kind,
            Origin = DisputeOrigin.Counter,
            TakenBy = head,
            AppliedAt = at,
            Facts = desk.Seal(Disputes.Dispute.FactsField, entry.Facts),
            Requests = desk.Seal(Disputes.Dispute.RequestsField, entry.Requests),
        };
        db.Add(dispute);
        Step(dispute, DisputeAction.Apply, head, at);
        var one = desk.PartyOf(id, Side.Applicant, 1, entry.Applicant, entry.ApplicantPhone, null, null, false, at);
        var other = desk.PartyOf(id, Side.Respondent, 2, entry.Respondent, entry.RespondentPhone, null, null, false, at);
        db.AddRange(one, other);
        if (entry.To == FilledTo.Applied)
            return;
        at = at.AddHours(5);
        if (entry.To == FilledTo.NotTaken)
        {
            dispute.Reason = desk.Seal(Disputes.Dispute.ReasonField, $"taken\n{entry.Agreement}");
            dispute.Finish(DisputeEnding.NotTaken, at);
            Step(dispute, DisputeAction.Refuse, head, at);
            return;
        }
        var on = desk.Calendar.LocalDay(at);
        dispute.Accept(on.Year, Next(committee, on.Year), on.AddDays(DecideScope.Days), at);
        Step(dispute, DisputeAction.Accept, head, at);
        if (dispute.DueOn >= desk.Today)
            desk.SetDue(dispute, now);
        (dispute.MediatorId, dispute.ChosenBy) = (mediator, ChosenBy.Parties);
        Step(dispute, DisputeAction.Appoint, head, at);
        if (entry.To == FilledTo.Accepted)
            return;
        at = at.AddDays(1);
        foreach (var party in new[] { one, other })
        {
            (party.Paper, party.IdentitySeenAt) = (IdentityPaper.IdCard, at);
            (party.NoticeAt, party.NoticeBy) = (at, NoticeWay.Paper);
        }
        Step(dispute, DisputeAction.GiveNotice, mediator, at);
        Record(dispute, RecordKind.Investigation, null, "到现场看过，向楼上楼下两户邻居了解了情况。", mediator, at);
        Record(dispute, RecordKind.Apart, one.Id, entry.Apart, mediator, at.AddHours(3));
        Step(dispute, DisputeAction.MeetApart, mediator, at.AddHours(3));
        if (entry.To == FilledTo.Mediating)
            return;
        at = at.AddDays(2);
        Record(dispute, RecordKind.Together, null, entry.Together, mediator, at);
        Step(dispute, DisputeAction.MeetTogether, mediator, at);
        if (entry.To == FilledTo.Failed)
        {
            dispute.Reason = desk.Seal(Disputes.Dispute.ReasonField, entry.Agreement);
            dispute.Finish(DisputeEnding.Failed, at);
            Step(dispute, DisputeAction.End, mediator, at);
            return;
        }
        on = desk.Calendar.LocalDay(at);
        var duty = new AgreedDuty
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(at),
            DisputeId = id,
            No = 1,
            PartyId = other.Id,
            What = desk.Seal(AgreedDuty.WhatField, entry.Duty),
            DueOn = on.AddDays(15),
        };
        var agreement = new Agreement
        {
            DistrictId = db.DistrictId,
            DisputeId = id,
            Form = AgreementForm.Written,
            Content = desk.Seal(Disputes.Agreement.ContentField, entry.Agreement),
            SignedOn = on,
            SignedBy = mediator,
        };
        agreement.Fingerprint = desk.PrintOf(agreement, [one, other], [duty]);
        db.AddRange(agreement, duty);
        dispute.Agree(at);
        Step(dispute, DisputeAction.Sign, mediator, at);
        if (entry.To == FilledTo.Agreed)
            return;
        at = at.AddDays(12);
        (duty.State, duty.DoneOn) = (DutyState.Done, desk.Calendar.LocalDay(at));
        Step(dispute, DisputeAction.Fulfil, mediator, at);
        dispute.Finish(DisputeEnding.Fulfilled, at);
        Step(dispute, DisputeAction.End, mediator, at);
        at = at.AddDays(8);
        Record(dispute, RecordKind.FollowUp, null, "电话回访双方，都说按约定做了，没有新的矛盾。", mediator, at);
        Step(dispute, DisputeAction.FollowUp, mediator, at);
        dispute.Bind(mediator, 10, at);
        Step(dispute, DisputeAction.Archive, mediator, at);
    }

    private int Next(string committee, int year)
    {
        if (!numbers.TryGetValue(year, out var counter))
            desk.Db.Add(
                counter = numbers[year] =
                    new DisputeNumber
                    {
                        DistrictId = desk.Db.DistrictId,
                        CommitteeCode = committee,
                        Year = year,
                    }
            );
        return ++counter.Last;
    }

    private void Record(Dispute dispute, RecordKind kind, Guid? party, string content, Guid by, DateTime at) =>
        desk.Db.Add(desk.RecordOf(dispute.Id, kind, party, desk.Calendar.LocalDay(at), new KeepRecords.Command(kind, content), by, at));

    private void Step(Dispute dispute, DisputeAction action, Guid by, DateTime at)
    {
        dispute.Move(action, at);
        desk.Db.Append(
            new DisputeStep
            {
                DistrictId = desk.Db.DistrictId,
                Id = Ids.New(at),
                DisputeId = dispute.Id,
                Action = action,
                State = dispute.State,
                By = by,
                At = at,
            }
        );
    }
}

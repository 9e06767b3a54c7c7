using Gezhi.Council.Votes;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;

namespace Gezhi.Council.Contract;

/// <summary>A vote to be written for the seed town. 示例表决</summary>
/// <param name="Doors">Door, hundredths of a square metre, invented name and phone of the owner.</param>
/// <param name="Choices">What the first owners chose, in order of the roll: Y, N, A; empty while nobody has voted.</param>
/// <param name="EndedBy">Who counted; null: the vote still runs.</param>
public sealed record VoteEntry(
    string AreaCode,
    string Compound,
    string Title,
    string Words,
    bool UsesFund,
    bool IsSecret,
    long? AmountFen,
    IReadOnlyList<(string Door, long Area, string Name, string Phone)> Doors,
    string Choices,
    Guid DraftedBy,
    Guid? EndedBy,
    DateTime OpensAt,
    DateTime ClosesAt
);

/// <summary>Writes votes for the seed town. 示例表决写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class VoteFill(GezhiDb db, KeepVotes keeping)
{
    /// <summary>A vote with its roll and ballots; one that ended was published, objected to, answered and confirmed, so that no name and phone is left.</summary>
    public void Add(VoteEntry entry)
    {
        var vote = new Vote
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(entry.OpensAt),
            AreaCode = entry.AreaCode,
            DraftedBy = entry.DraftedBy,
            DraftedAt = entry.OpensAt.AddDays(-20),
            Compound = entry.Compound,
            Title = entry.Title,
            Words = entry.Words,
            Kind = entry.UsesFund ? MatterKind.UseFund : MatterKind.CommonPart,
            IsSecret = entry.IsSecret,
            AmountFen = entry.AmountFen,
            OpensAt = entry.OpensAt,
            ClosesAt = entry.ClosesAt,
            CalledAt = entry.OpensAt.AddDays(-16),
        };
        vote.Move(VoteAction.Call);
        var roll = new Roll(
            [.. entry.Doors.Select((d, i) => new RollUnit(i + 1, d.Door, d.Area, UnitUse.Dwelling, i + 1))],
            [.. entry.Doors.Select((d, i) => new RollOwner(i + 1, d.Name, d.Phone, false, 0))],
            []
        );
        List<RollLine> units = [.. roll.Units.Select(u => new RollLine(u.No, u.Area, u.Use, u.OwnerNo))];
        vote.RollHash = RecountFile.HashOf(units);
        keeping.Append(vote.Id, roll, entry.EndedBy is null);
        var box = new List<BoxLine>();
        for (var i = 0; i < entry.Choices.Length && i < units.Count; i++)
            box.Add(Ballot(vote, units[i], entry.Choices[i], i));
        if (entry.EndedBy is { } counter)
        {
            var facts = new RecountFacts(
                vote.Id,
                vote.Kind,
                vote.IsSecret,
                false,
                vote.RollHash,
                units,
                [],
                Enumerable.Range(1, box.Count).ToHashSet(),
                box
            );
            End(vote, facts, counter);
        }
        db.Add(vote);
    }

    private BoxLine Ballot(Vote vote, RollLine unit, char chosen, int i)
    {
        var choice = chosen switch
        {
            'Y' => BallotChoice.Yes,
            'N' => BallotChoice.No,
            _ => BallotChoice.Abstain,
        };
        var channel = (BallotChannel)(i % 3);
        db.Append(
            new VoteTurnout
            {
                DistrictId = db.DistrictId,
                VoteId = vote.Id,
                OwnerNo = unit.OwnerNo,
                Channel = channel,
                State = TurnoutState.Counted,
                At = vote.OpensAt.AddHours(1 + i),
                Area = unit.Area,
                BoxNo = channel == BallotChannel.Home ? "1" : "",
                EnteredBy = channel == BallotChannel.Phone ? null : vote.DraftedBy,
            }
        );
        var line = new BoxLine(RecountFile.Fingerprint(vote.Id, ReceiptNo.New().Value), choice, unit.Area);
        db.Append(
            new VoteBallot
            {
                DistrictId = db.DistrictId,
                VoteId = vote.Id,
                Fingerprint = line.Fingerprint,
                Choice = choice,
                Area = unit.Area,
                OwnerNo = vote.IsSecret ? null : unit.OwnerNo,
            }
        );
        return line;
    }

    private void End(Vote vote, RecountFacts facts, Guid counter)
    {
        var outcome = RecountFile.Count(facts);
        vote.Move(VoteAction.Count);
        (vote.CountedAt, vote.CountedBy) = (vote.ClosesAt.AddHours(1), counter);
        db.Append(
            new VoteResult
            {
                DistrictId = db.DistrictId,
                VoteId = vote.Id,
                TotalArea = outcome.Total.Area,
                TotalPeople = outcome.Total.People,
                YesArea = outcome.Yes.Area,
                YesPeople = outcome.Yes.People,
                NoArea = outcome.No.Area,
                NoPeople = outcome.No.People,
                AbstainArea = outcome.Abstain.Area,
                AbstainPeople = outcome.Abstain.People,
                HasQuorum = outcome.HasQuorum,
                IsPassed = outcome.IsPassed,
                CountedAt = vote.CountedAt.Value,
                FileHash = KeepVotes.FileHash(facts, outcome),
            }
        );
        vote.Move(VoteAction.Publish);
        (vote.PublishedAt, vote.ObjectionsUntil) = (vote.CountedAt.Value.AddHours(2), vote.CountedAt.Value.AddDays(7));
        db.Append(
            new VoteObjection
            {
                DistrictId = db.DistrictId,
                VoteId = vote.Id,
                No = 1,
                OwnerNo = 2,
                Words = "报价为什么比隔壁小区高？",
                MadeAt = vote.PublishedAt.Value.AddDays(1),
                State = ObjectionState.Dismissed,
                Answer = "报价是三家询价中最低的，含旧料清运；询价单在物业服务中心可以查阅。计票无误。",
                AnsweredBy = counter,
                AnsweredAt = vote.PublishedAt.Value.AddDays(2),
            }
        );
        vote.Move(VoteAction.Confirm);
        vote.ConfirmedAt = vote.ObjectionsUntil.Value.AddHours(1);
        (vote.SpentFen, vote.SpentWords, vote.SpentAt) = (
            vote.AmountFen,
            "3 号楼屋面防水一次完成，验收时业主代表在场。",
            vote.ConfirmedAt.Value.AddDays(20)
        );
    }
}

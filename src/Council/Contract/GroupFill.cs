using Gezhi.Council.Groups;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;

namespace Gezhi.Council.Contract;

/// <summary>Writes building groups of the seed town, one message in each state. 楼栋群示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class GroupFill(GezhiDb db, FieldCipher cipher)
{
    /// <param name="Label">百年里3号楼.</param>
    public sealed record Place(Guid BuildingId, string Label, string AreaCode);

    /// <param name="Unit">单元 without the word.</param>
    public sealed record Neighbour(Guid ResidentId, Guid DwellingId, string Unit);

    /// <param name="neighbours">At least three, confirmed in this building.</param>
    /// <param name="isBusy">With messages in every state; else one notice alone.</param>
    /// <param name="now">UTC.</param>
    public void Add(Place place, IReadOnlyList<Neighbour> neighbours, bool isBusy, DateTime now)
    {
        var group = new BuildingGroup
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now.AddDays(-30)),
            BuildingId = place.BuildingId,
            Label = place.Label,
            AreaCode = place.AreaCode,
            OpenedAt = now.AddDays(-30),
        };
        db.Add(group);
        var tags = neighbours.ToDictionary(n => n.ResidentId, _ => ReceiptNo.New().Value[..3]);
        foreach (var one in neighbours)
            db.Add(
                new BuildingMember
                {
                    DistrictId = db.DistrictId,
                    GroupId = group.Id,
                    ResidentId = one.ResidentId,
                    Tag = tags[one.ResidentId],
                }
            );
        GroupMessage Say(SaidKind kind, string text, DateTime at, Neighbour? by, Guid? under = null)
        {
            var message = new GroupMessage
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(at),
                GroupId = group.Id,
                ThreadId = under,
                Author = by is null ? AuthorKind.Staff : AuthorKind.Resident,
                Kind = kind,
                ByLine = by is null ? "网格员" : $"{by.Unit} {tags[by.ResidentId]}",
                At = at,
            };
            message.Say(cipher.Seal(db.DistrictId, GroupMessage.TextField, text), by?.ResidentId, by?.DwellingId);
            db.Add(message);
            db.SetTimer(GroupForget.Name, message.Id, at.AddDays(365), at);
            return message;
        }
        void Turn(GroupMessage question, Duty duty, DateTime at, DateTime? climbsAt)
        {
            question.Give(duty, climbsAt);
            db.Add(
                new GroupClimb
                {
                    DistrictId = db.DistrictId,
                    MessageId = question.Id,
                    Duty = duty,
                    At = at,
                    Told = 1,
                }
            );
            if (climbsAt is { } due)
                db.SetTimer(ClimbTimer.Name, question.Id, due, at);
        }
        Say(SaidKind.Notice, "明天上午九点到十一点清洗二次供水水箱，请提前存水。", now.AddHours(-20), null);
        if (!isBusy)
            return;
        var lamp = Say(SaidKind.Question, "二单元三楼的声控灯不亮了，晚上老人下楼看不见，谁来修？", now.AddDays(-3), neighbours[0]);
        Turn(lamp, Duty.Worker, now.AddDays(-3), null);
        Say(SaidKind.Reply, "已联系物业，今天下午换灯头。", now.AddDays(-3).AddMinutes(22), null, lamp.Id);
        lamp.Answer(now.AddDays(-3).AddMinutes(22));
        Say(SaidKind.Reply, "换好了，谢谢。", now.AddDays(-3).AddHours(6), neighbours[0], lamp.Id);
        Say(SaidKind.Word, "楼下充电桩旁边有一把遗落的钥匙，放在门卫那里了。", now.AddDays(-2), neighbours[1]);
        var withdrawn = Say(SaidKind.Question, "快递柜是不是要搬走？", now.AddDays(-2).AddHours(3), neighbours[2]);
        withdrawn.Withdraw(now.AddDays(-2).AddHours(4));
        var hidden = Say(SaidKind.Word, "低价办理各种会员卡，先到先得。", now.AddDays(-1), neighbours[1]);
        hidden.Hide(HideRule.Advert, cipher.Seal(db.DistrictId, GroupMessage.ReasonField, "群里不发商业广告"), "网格员");
        var old = Say(SaidKind.Question, "单元门的门禁坏了一个星期了，什么时候能修好？", now.AddHours(-5), neighbours[1]);
        Turn(old, Duty.Worker, now.AddHours(-5), null);
        Turn(old, Duty.Lead, now.AddHours(-4), now.AddMinutes(30));
        var fresh = Say(SaidKind.Question, "今晚几点停水？", now.AddMinutes(-6), neighbours[2]);
        Turn(fresh, Duty.Worker, now.AddMinutes(-6), now.AddMinutes(54));
    }
}

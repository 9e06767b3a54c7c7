using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Emergencies;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Timelines;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>The burst pipe of the stories, as it happened: assembly in five minutes, three groups, all out in two hours, reviewed. 爆管示例</summary>
/// <remarks>The same entities and the same chain as in daily work, written at once.</remarks>
internal sealed class PastEmergency(GezhiDb db, StageLimits limits)
{
    private readonly List<(DateTime At, Action<Case> Move)> moves = [];
    private const int DaysAgo = 12;
    private const int Households = 14;

    public async Task Fill(string grid, DateTime now, CancellationToken ct)
    {
        var at = now.AddDays(-DaysAgo).CutToMilliseconds();
        var (wang, zheng, chen) = (await Person("wangge0001", ct), await Person("shuji001", ct), await Person("zhiban01", ct));
        var place = new LonLat(113.6597, 34.7514);
        var report = Report(grid, place, at, wang);
        var subject = Case.Open(
            db.DistrictId,
            report.CaseId,
            Channel.GridPatrol,
            new CaseFacts(
                "民主路口供水管道爆裂",
                "gb30428/matter/0501",
                grid + "01",
                place.Lon,
                place.Lat,
                "民主路与西大同路口",
                true,
                null
            ),
            Step(wang, at) with
            {
                ContentHash = report.ContentHash(),
            },
            limits
        );
        var plan = (await db.Set<Gezhi.Grids.Readiness.Plan>().FirstAsync(p => p.Kind == EmergencyKind.BurstPipe, ct)).View();
        var emergency = new Emergency
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(at),
            CaseId = subject.Id,
            Kind = EmergencyKind.BurstPipe,
            Severity = 3,
            AreaCode = subject.AreaCode,
            Lon = place.Lon,
            Lat = place.Lat,
            PlaceText = subject.PlaceText,
            RaisedAt = at,
            RaisedBy = wang.AccountId,
            RaisedTitle = wang.Posts[0].Title,
            PlanId = plan.PlanId,
            PlanTitle = plan.Title,
            PlanVersionNo = plan.VersionNo,
        };
        db.AddRange(report, subject, emergency);
        subject.Alarm(Step(wang, at, $"水管爆裂，Ⅲ级 较大；呼叫 4 人；启动《{plan.Title}》第 1 版"), false);
        Muster(emergency, at, wang, zheng, chen);
        Steps(emergency, plan, at, wang);
        Remark(CaseAction.CountPeople, zheng, at.AddMinutes(22), $"已撤出 {Households * 2} 人，里面还有 9 人");
        emergency.Count(Households * 2 + 9, 0);
        Remark(CaseAction.CountPeople, zheng, at.AddMinutes(112), $"已撤出 {emergency.PeopleOut} 人，里面还有 0 人");
        emergency.Clear(zheng.AccountId, 0, false, "供水已恢复，路面待修", at.AddMinutes(118));
        Remark(CaseAction.AllClear, zheng, at.AddMinutes(118), $"解除警报；撤出 {emergency.PeopleOut} 人，里面 0 人；供水已恢复，路面待修");
        moves.Add(
            (
                at.AddMinutes(119),
                c =>
                    c.SolveOnSpot(
                        $"{db.DistrictId}{at:yyyyMMdd}900001",
                        null,
                        FileCase.DefaultLimit,
                        Step(wang, at.AddMinutes(119), "关阀换管，供水恢复")
                    )
            )
        );
        Reports(emergency, at, zheng, chen);
        emergency.Review(
            "五分钟内三组到齐，先叫出地下室和一楼的老人；供水营业所 40 分钟关阀",
            "阀门井被车压住多花了 15 分钟；三户没有留电话",
            at.AddDays(2)
        );
        Remark(CaseAction.Review, zheng, at.AddDays(2), "做得好的：五分钟内三组到齐；要改进的：阀门井被车压住，三户没有留电话");
        Measure(emergency, "阀门井画禁停线并装标识", "市政设施养护中心", at, isDone: true);
        Measure(emergency, "补登三户联系电话", "民主路社区第1网格", at, isDone: false);
        foreach (var (_, move) in moves.OrderBy(m => m.At))
            move(subject);
        db.AddRange(subject.Fresh);
        db.AddRange(subject.FreshTexts);
        await db.Save(ct);
        db.Forget();
    }

    private Report Report(string grid, LonLat place, DateTime at, Actor by)
    {
        var caseId = Ids.New(at);
        return new Report
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(at),
            ReceiptNo = ReceiptNo.New().Value,
            CaseId = caseId,
            OwnCaseId = caseId,
            Channel = Channel.GridPatrol,
            Text = "民主路口供水管道爆裂，水往院里灌，一楼和地下室进水",
            CreatedAt = at,
            Lon = place.Lon,
            Lat = place.Lat,
            Reference = CoordinateReference.Wgs84,
            PlaceText = "民主路与西大同路口",
            TakenBy = by.AccountId,
        };
    }

    private void Muster(Emergency emergency, DateTime at, Actor wang, Actor zheng, Actor chen)
    {
        Come(ResponseTask.Evacuate, wang, "网格员", 0.2, 1.5, true, 113.6601, 34.7516);
        Come(ResponseTask.Control, zheng, "社区书记", 0.6, 4.2, true, 113.6588, 34.7510);
        Come(ResponseTask.Repair, null, "物业经理", 1.1, 4.8, true, null, null);
        Come(ResponseTask.Command, chen, "中心值班", 0.4, null, true, null, null);

        void Come(ResponseTask task, Actor? who, string title, double saidAfter, double? thereAfter, bool isLead, double? lon, double? lat)
        {
            var call = new EmergencyCall
            {
                DistrictId = emergency.DistrictId,
                EmergencyId = emergency.Id,
                Id = Ids.New(at),
                AccountId = who?.AccountId,
                Name = who?.Name ?? "孙经理",
                Title = title,
                Task = task,
                IsLead = isLead,
                CalledAt = at,
                EndedAt = at.AddMinutes(118),
            };
            var from = lon is { } x && lat is { } y ? new LonLat(x - 0.002, y - 0.0012) : (LonLat?)null;
            call.Acknowledge(from, at.AddMinutes(saidAfter));
            Remark(CaseAction.Acknowledge, who ?? zheng, at.AddMinutes(saidAfter), $"{title} 收到{(who is null ? "（代记）" : "")}");
            if (thereAfter is { } minutes)
            {
                call.Arrive(lon is { } a && lat is { } b ? new LonLat(a, b) : null, at.AddMinutes(minutes), at.AddMinutes(minutes));
                call.Leave(at.AddMinutes(116));
                Remark(CaseAction.Muster, who ?? zheng, at.AddMinutes(minutes), $"{title} 到场{(who is null ? "（代记）" : "")}");
            }
            db.Add(call);
        }
    }

    private void Steps(Emergency emergency, PlanView plan, DateTime at, Actor by)
    {
        foreach (var step in plan.Steps)
        {
            var done = at.AddMinutes(Math.Min(110, Math.Max(2, step.WithinMinutes - 1) + (step.No == 1 ? 2 : 0)));
            db.Add(
                new EmergencyStep
                {
                    DistrictId = emergency.DistrictId,
                    EmergencyId = emergency.Id,
                    No = step.No,
                    Task = step.Task,
                    Text = step.Text,
                    DueAt = at.AddMinutes(step.WithinMinutes),
                }.Finished(by.AccountId, by.Posts[0].Title, done)
            );
        }
        foreach (var step in plan.Steps.Where(s => s.WithinMinutes <= 20))
            Remark(CaseAction.DoStep, by, at.AddMinutes(Math.Max(5, step.WithinMinutes)), $"第 {step.No} 步完成：{step.Text}");
    }

    private void Reports(Emergency emergency, DateTime at, Actor from, Actor to)
    {
        (FlashStage Stage, int Due, int Sent, string Text)[] told =
        [
            (FlashStage.First, 30, 18, "民主路与西大同路口 DN300 供水管爆裂，14 户进水，正在疏散，无人受伤；已通知供水营业所关阀。"),
            (FlashStage.FollowUp, 138, 70, "已关阀，水位下降；撤出 28 人，还有 9 人在转移；道路封闭，公交绕行。"),
            (FlashStage.Final, 1558, 300, "全部撤出 37 人，无伤亡；20 时 10 分恢复供水；损失和路面修复另报。"),
        ];
        foreach (var ((stage, due, sent, text), index) in told.Select((t, i) => (t, i)))
        {
            var report = new FlashReport
            {
                DistrictId = emergency.DistrictId,
                EmergencyId = emergency.Id,
                Id = Ids.New(at),
                No = index + 1,
                Stage = stage,
                DueAt = at.AddMinutes(due),
            };
            report.Send(text, "区应急管理局、区委值班室", from.AccountId, at.AddMinutes(sent));
            report.Receive(to.AccountId, at.AddMinutes(sent + 6));
            db.Add(report);
            var words = stage switch
            {
                FlashStage.First => "首报",
                FlashStage.FollowUp => "续报",
                _ => "终报",
            };
            Remark(CaseAction.FlashReport, from, at.AddMinutes(sent), $"{words}报送区应急管理局、区委值班室");
        }
    }

    private void Measure(Emergency emergency, string text, string owner, DateTime at, bool isDone)
    {
        var measure = new EmergencyMeasure
        {
            DistrictId = emergency.DistrictId,
            EmergencyId = emergency.Id,
            Id = Ids.New(at),
            Text = text,
            Owner = owner,
            DueOn = DateOnly.FromDateTime(at.AddDays(20)),
        };
        if (isDone)
            measure.Finish(at.AddDays(9));
        db.Add(measure);
    }

    private async Task<Actor> Person(string userName, CancellationToken ct)
    {
        var account = await db.Set<Account>().AsNoTracking().FirstAsync(a => a.UserName == userName, ct);
        var post = await db.Set<Post>().AsNoTracking().Where(p => p.AccountId == account.Id).OrderBy(p => p.AreaCode).FirstAsync(ct);
        return new Actor(
            db.DistrictId,
            ActorKind.Staff,
            account.Id,
            account.Name,
            [new ActorPost(post.Id, post.Role, post.AreaCode, post.UnitCode, post.Title)]
        );
    }

    /// <summary>Kept until all is known: the record is written in the order of time.</summary>
    private void Remark(CaseAction action, Actor by, DateTime at, string note) =>
        moves.Add((at, subject => subject.Remark(action, Step(by, at, note))));

    private static Step Step(Actor by, DateTime at, string? note = null) => new(by, by.Posts[0], at.CutToMilliseconds()) { Note = note };
}

using Gezhi.Council.Meetings;
using Gezhi.Council.Projects;
using Gezhi.Council.Receptions;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;

namespace Gezhi.Council.Contract;

/// <summary>Writes meetings, projects and receptions for the seed town. 会商示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class CouncilFill(GezhiDb db, WorkCalendar calendar)
{
    /// <param name="CaseId">An open case.</param>
    /// <param name="AreaCode">Where it lies.</param>
    /// <param name="UnitCodes">At least three; the first leads it.</param>
    public sealed record Hard(Guid CaseId, string Title, string AreaCode, IReadOnlyList<string> UnitCodes);

    /// <summary>Who signs: a post and its account. 召集人</summary>
    public sealed record Caller(Guid AccountId, string Title);

    private DateTime now;

    /// <param name="hard">Null when the town has no open case: then only groups and receptions are written.</param>
    /// <param name="group">Area and units of a standing group.</param>
    /// <param name="disciplineDesk">Unit of the discipline inspection.</param>
    /// <param name="desk">Unit that keeps the other receptions.</param>
    /// <param name="at">UTC, now.</param>
    public void Fill(
        Hard? hard,
        (string AreaCode, string UnitCode, string Name) group,
        string disciplineDesk,
        string desk,
        Caller caller,
        DateTime at
    )
    {
        now = at;
        Group(group);
        if (hard is not null)
        {
            Held(hard, caller);
            Coming(hard, caller);
            Projects(hard, caller);
        }
        Receptions(group.AreaCode, disciplineDesk, desk);
    }

    private DateTime Local(int days, int hour) => calendar.LocalMidnightUtc(calendar.LocalDay(now).AddDays(days)).AddHours(hour);

    private string No(int days) =>
        calendar.LocalDay(now).AddDays(days).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture)
        + "-"
        + ReceiptNo.New().Value[..4];

    private void Group((string AreaCode, string UnitCode, string Name) group)
    {
        var row = new StandingGroup
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Name = "商务楼宇与社区联动小组",
            PlaceText = "商务楼宇",
            AreaCode = group.AreaCode,
            Purpose = "停车、电动车充电、垃圾清运和消防通道",
            EveryDays = 30,
            FoundedAt = now.AddDays(-45),
        };
        db.Add(row);
        (string? Code, string Name)[] members = [(group.UnitCode, group.Name), (null, "楼宇物业服务中心项目经理"), (null, "楼宇企业代表")];
        for (var i = 0; i < members.Length; i++)
            db.Add(
                new GroupMember
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    GroupId = row.Id,
                    No = i + 1,
                    UnitCode = members[i].Code,
                    Name = members[i].Name,
                }
            );
    }

    private Meeting Meeting(Hard hard, Caller caller, string title, int days, int calledDays)
    {
        var row = new Meeting
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            No = No(calledDays),
            KindKey = MeetingKinds.Joint,
            AreaCode = hard.AreaCode.Length > 9 ? hard.AreaCode[..9] : hard.AreaCode,
            CalledBy = caller.AccountId,
            CalledByTitle = caller.Title,
            CalledAt = Local(calledDays, 10),
        };
        row.Plan(
            TextElements.Cut(title, Meetings.Meeting.LongestTitle),
            Local(days, 9),
            Local(days, 11),
            "区城运中心二楼会商室",
            MeetingKinds.Shipped(db.DistrictId)[0].Agenda,
            false
        );
        db.Add(row);
        db.Add(
            new MeetingCase
            {
                DistrictId = db.DistrictId,
                MeetingId = row.Id,
                CaseId = hard.CaseId,
            }
        );
        return row;
    }

    private Participant Asked(Meeting meeting, string unitCode)
    {
        var row = new Participant
        {
            DistrictId = db.DistrictId,
            MeetingId = meeting.Id,
            UnitCode = unitCode,
        };
        db.Add(row);
        return row;
    }

    private void Held(Hard hard, Caller caller)
    {
        var meeting = Meeting(hard, caller, $"{hard.Title}联席会议", -6, -8);
        List<Participant> asked = [.. hard.UnitCodes.Take(3).Select(u => Asked(meeting, u))];
        foreach (var one in asked)
        {
            one.Say(Answer.Comes, "分管负责人", null, null, "经办人", meeting.CalledAt.AddHours(3));
            one.WasThere = true;
        }
        meeting.Write("各单位说明了职责和困难，现场看过后议定：先把眼前的问题办掉，再把边界说清楚，以后不再推来推去。");
        var decision = new Decision
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            MeetingId = meeting.Id,
            No = 1,
            Kind = DecisionKind.Boundary,
            Text = "以现状路缘石为界，界内由养护单位负责，界外由属地街道负责",
        };
        db.Add(decision);
        string[] texts = ["完成现场修复并拍照", "划出边界并在图上标明", "逐户告知周边商户"];
        int[] days = [-2, 4, -1];
        var owed = texts
            .Select(
                (text, i) =>
                    new Obligation
                    {
                        DistrictId = db.DistrictId,
                        Id = Ids.New(now),
                        MeetingId = meeting.Id,
                        No = i + 1,
                        CaseId = hard.CaseId,
                        UnitCode = hard.UnitCodes[i],
                        Text = text,
                        DueOn = calendar.LocalDay(now).AddDays(days[i]),
                        DueAt = calendar.LocalMidnightUtc(calendar.LocalDay(now).AddDays(days[i] + 1)).AddMilliseconds(-1),
                    }
            )
            .ToList();
        foreach (var one in owed)
        {
            one.Begin();
            db.Add(one);
            db.SetTimer(ObligationTimer.Name, one.Id, one.DueAt, now);
        }
        owed[0].HandIn("已修复，现场照片在案件里", null, "经办人", Local(-3, 15));
        owed[0].Check(true, null, caller.AccountId, caller.Title, Local(-2, 9));
        meeting.Sign(caller.AccountId, caller.Title, Local(-6, 11), () => MinutesPrint.Of(meeting, [hard.CaseId], asked, [decision], owed));
    }

    private void Coming(Hard hard, Caller caller)
    {
        var meeting = Meeting(hard, caller, "道路与绿地管护边界会商", 3, -1);
        foreach (var code in hard.UnitCodes.Take(3))
            Asked(meeting, code);
        db.SetTimer(MeetingTimer.Name, meeting.Id, meeting.BeginsAt.AddHours(-2), now, new MeetingTimer.About(meeting.BeginsAt));
    }

    private Project Project(Hard hard, Caller caller, string title, string aim, long fen, int startedDays, Guid? caseId)
    {
        var row = new Project
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            No = No(startedDays),
            Title = title,
            Aim = aim,
            AreaCode = hard.AreaCode.Length > 9 ? hard.AreaCode[..9] : hard.AreaCode,
            CaseId = caseId,
            UnitCode = hard.UnitCodes[0],
            LeaderTitle = "区政府分管副区长",
            BudgetFen = fen,
            BudgetNote = "区级维修资金",
            StartedAt = Local(startedDays, 10),
            StartedBy = caller.AccountId,
            StartedByTitle = caller.Title,
            PublicSince = Local(startedDays, 12),
        };
        db.Add(row);
        return row;
    }

    private void Stone(Project project, int no, string title, int firstDays, int? movedDays, int? doneDays)
    {
        var today = calendar.LocalDay(now);
        var row = new Milestone
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            ProjectId = project.Id,
            No = no,
            Title = title,
            FirstDueOn = today.AddDays(firstDays),
        };
        row.First();
        if (movedDays is { } moved)
            row.Move(today.AddDays(moved), "地下管线探测比预计多用了时间");
        if (doneDays is { } done)
            row.Finish(today.AddDays(done), "按计划完成");
        db.Add(row);
    }

    private void Projects(Hard hard, Caller caller)
    {
        var road = Project(hard, caller, "背街小巷 1.2 公里路面整修", "路面不再积水，夜里有灯，轮椅能过", 186_500_000, -70, hard.CaseId);
        Stone(road, 1, "完成管线探测和设计", -40, -25, -24);
        Stone(road, 2, "完成排水管更换", -5, 12, null);
        Stone(road, 3, "完成路面和路灯", 30, null, null);
        var done = Project(hard, caller, "老楼院自行车棚改造", "电动车有地方停、有地方充，楼道不再停车", 23_600_000, -120, null);
        Stone(done, 1, "征求住户意见", -100, null, -101);
        Stone(done, 2, "建成并投入使用", -60, null, -58);
        done.AskForAcceptance(12, Local(-50, 9));
        for (var i = 0; i < 12; i++)
        {
            var voice = new Voice
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                ProjectId = done.Id,
                CodeHash = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
                Round = 1,
            };
            if (i < 10)
                voice.Say(i != 4, i == 4 ? "充电口少了，下班后排队" : null, i % 3 == 0, calendar.LocalDay(now).AddDays(-45));
            db.Add(voice);
        }
        done.End(false, "12 户中 10 户表态，9 户满意；另加 4 个充电口", Local(-40, 10));
    }

    private void Receptions(string areaCode, string disciplineDesk, string desk)
    {
        Day(ReceptionKind.Deputy, ReceptionMode.Station, "区人大代表（驻站）", "社区代表联络站", areaCode, desk, 2, 9, 3, 8);
        Day(ReceptionKind.Leader, ReceptionMode.Visit, "街道办事处主任", "社区居民议事厅", areaCode, desk, 5, 15, 2, 10);
        Day(
            ReceptionKind.Discipline,
            ReceptionMode.Station,
            "区纪检接待台",
            "区群众服务中心 3 号窗口",
            areaCode[..6],
            disciplineDesk,
            6,
            9,
            8,
            6
        );
        Day(ReceptionKind.Deputy, ReceptionMode.Online, "区政协委员（网上）", "网上，随时可以写", areaCode[..6], desk, -10, 0, 24 * 60, 0);
    }

    private void Day(
        ReceptionKind kind,
        ReceptionMode mode,
        string receiver,
        string place,
        string areaCode,
        string unitCode,
        int days,
        int hour,
        int hours,
        int places
    ) =>
        db.Add(
            new ReceptionDay
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Kind = kind,
                Mode = mode,
                Receiver = receiver,
                Place = place,
                AreaCode = areaCode,
                UnitCode = unitCode,
                BeginsAt = Local(days, hour),
                EndsAt = Local(days, hour).AddHours(hours),
                Places = places,
            }
        );
}

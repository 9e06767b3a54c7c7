using Gezhi.Council.Suggestions;
using Gezhi.Council.Surveys;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;

namespace Gezhi.Council.Contract;

/// <summary>Writes suggestions, calls for opinions and questionnaires for the seed town. 建议和问卷示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class AskFill(GezhiDb db, WorkCalendar calendar, FieldCipher cipher)
{
    private DateTime now;
    private DateOnly today;

    /// <param name="areaCode">A community.</param>
    /// <param name="unitCode">A unit that answers.</param>
    /// <param name="byTitle">A post of the community.</param>
    /// <param name="at">UTC, now.</param>
    public void Fill(string areaCode, string unitCode, string byTitle, DateTime at)
    {
        (now, today) = (at, calendar.LocalDay(at));
        Suggestions(areaCode, unitCode, byTitle);
        Surveys(areaCode, byTitle);
    }

    private string No() => today.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture) + "-" + ReceiptNo.New().Value[..4];

    private OpinionCall Call(string area, string unit, string title, string about, string asked, int begins, int ends)
    {
        var call = new OpinionCall
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            No = No(),
            AreaCode = area,
            UnitCode = unit,
            Title = title,
            About = about,
            Asked = asked,
            BeginsOn = today.AddDays(begins),
            EndsOn = today.AddDays(ends),
        };
        db.Add(call);
        return call;
    }

    private OpinionGroup Group(OpinionCall call, string title, string done)
    {
        var group = new OpinionGroup
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            CallId = call.Id,
            Title = title,
            Done = done,
        };
        db.Add(group);
        return group;
    }

    private Suggestion Given(
        string area,
        SuggestionKind kind,
        string words,
        int daysAgo,
        OpinionCall? call = null,
        OpinionGroup? group = null
    )
    {
        var one = new Suggestion
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            No = ReceiptNo.New().Value,
            CallId = call?.Id,
            GroupId = group?.Id,
            Kind = kind,
            AreaCode = area,
            CreatedAt = now.AddDays(-daysAgo),
            MayShow = true,
        };
        one.Say(cipher.Seal(db.DistrictId, Suggestion.WordsField, words), null, null, null);
        db.Add(one);
        return one;
    }

    private Suggestion Studied(Suggestion one, string unit, string gist, int supports, int dueInDays = 6)
    {
        one.Study(unit, calendar.LocalMidnightUtc(today.AddDays(dueInDays)), gist);
        one.Supports = supports;
        if (dueInDays > 0)
            db.SetTimer(SuggestionTimer.Name, one.Id, one.DueAt!.Value, now);
        return one;
    }

    private Suggestion Answered(Suggestion one, SuggestionState outcome, string answer, string byTitle, int daysAgo)
    {
        one.Reply(outcome, answer, byTitle, now.AddDays(-daysAgo));
        return one;
    }

    private void Suggestions(string area, string unit, string byTitle)
    {
        Call(
            area,
            unit,
            "社区小广场怎么改",
            "小广场年内改造，先听听大家的想法：要不要健身器材，树下要不要座椅，晚上几点关灯。",
            "最想要什么\n最不想要什么",
            -4,
            10
        );
        var past = Call(
            area,
            unit,
            "助餐点设在哪里、吃什么",
            "社区准备开一处助餐点，征集地点、口味和价格的意见。",
            "放在哪里方便\n一顿多少钱合适",
            -60,
            -40
        );
        var near = Group(past, "离老楼院近一点", "定在老楼院门口的空置门面，已经签约装修。");
        var price = Group(past, "价格不要太高", "一荤两素定价十二元，六十岁以上有补贴。");
        Given(area, SuggestionKind.Surroundings, "楼后面的空地可以种点花，现在都是杂草。", 1);
        Studied(
            Given(area, SuggestionKind.Traffic, "学校门口放学时太挤，能不能错开十分钟。", 5),
            unit,
            "放学时段错峰，学校门口设等候区",
            14
        );
        Studied(Given(area, SuggestionKind.Safety, "地下车库的灯坏了一半，晚上害怕。", 20), unit, "地下车库照明改成感应灯", 9, -2);
        Answered(
            Studied(Given(area, SuggestionKind.Governance, "社区的通知能不能念出来，老人看不清。", 18), unit, "社区通知加语音播报", 31),
            SuggestionState.Adopted,
            "采纳。下个月起，公众号的每条通知都带语音，楼道里也定时播报。",
            byTitle,
            3
        );
        Answered(
            Studied(Given(area, SuggestionKind.Culture, "活动室晚上也开着多好，年轻人白天没空。", 25), unit, "活动室延长到晚上九点", 22),
            SuggestionState.PartlyAdopted,
            "周三、周六开到晚上九点，其他日子人手不够，先试三个月。",
            byTitle,
            8
        );
        Answered(
            Studied(Given(area, SuggestionKind.Traffic, "把绿地改成停车位吧，实在没地方停。", 30), unit, "小区绿地改停车位", 6),
            SuggestionState.NotAdopted,
            "没有采纳：绿地率低于规定，不能再减。已经和旁边写字楼谈好，晚上错时停车，一百个车位。",
            byTitle,
            12
        );
        var golden = Answered(
            Studied(Given(area, SuggestionKind.Services, "助餐点放在老楼院门口最方便。", 55, past, near), unit, "助餐点设在老楼院门口", 48),
            SuggestionState.Adopted,
            "采纳，已经选定门面。",
            byTitle,
            36
        );
        golden.Finish("助餐点已经开门，每天供应八十份午餐。", now.AddDays(-10));
        golden.Award("地点选得准，走路五分钟覆盖三个老楼院", byTitle);
        Answered(
            Studied(
                Given(area, SuggestionKind.Services, "一顿别超过十五块，不然老人舍不得。", 52, past, price),
                unit,
                "助餐价格不超过十五元",
                37
            ),
            SuggestionState.Adopted,
            "采纳，一荤两素十二元。",
            byTitle,
            36
        );
        var withdrawn = Given(area, SuggestionKind.Other, "说错了地方，先不提了。", 7);
        withdrawn.Withdraw();
        past.Publish("收到的意见归成两类，地点和价格都按大家说的定了，助餐点已经开门。", now.AddDays(-30));
    }

    private Survey Survey(
        string area,
        string byTitle,
        string title,
        bool isAnonymous,
        int opens,
        int closes,
        IReadOnlyList<Question> questions
    )
    {
        var survey = new Survey
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            No = No(),
            AreaCode = area,
            Title = title,
            Intro = isAnonymous ? Satisfaction.Intro : "请留下真实的需要，好安排人手和时间。",
            Audience = SurveyAudience.Phone,
            IsAnonymous = isAnonymous,
            OpensOn = today.AddDays(opens),
            ClosesOn = today.AddDays(closes),
            Questions = SurveyForm.Write(questions),
            DraftedAt = now.AddDays(opens - 2),
            DraftedByTitle = byTitle,
            AskedOnline = 180,
            AskedOnPaper = 30,
        };
        db.Add(survey);
        return survey;
    }

    private void Surveys(string area, string byTitle)
    {
        var done = Survey(area, byTitle, "上半年社区服务满意度调查", true, -50, -36, Satisfaction.Questions);
        done.Open(done.OpensOn!.Value, now.AddDays(-50));
        Answers(done, 46);
        done.Close(now.AddDays(-35));
        done.Publish(
            "大家最着急的是停车和充电。错时停车已经谈成，充电棚正在业主表决；反映问题后的答复要更快，已定下一个工作日内先回话。",
            true,
            now.AddDays(-30)
        );
        var open = Survey(
            area,
            byTitle,
            "社区活动室开放时间调查",
            true,
            -3,
            11,
            [
                new()
                {
                    Key = "q1",
                    Kind = QuestionKind.Single,
                    Words = "您一般什么时候会来活动室？",
                    IsRequired = true,
                    Options = SurveyForm.Lines("工作日白天\n工作日晚上\n周末\n不来", []),
                },
                new()
                {
                    Key = "q2",
                    Kind = QuestionKind.Text,
                    Words = "不来是因为什么？",
                    OnlyIf = new ShowIf("q1", "4"),
                },
            ]
        );
        open.Open(today, now.AddDays(-3));
        db.SetTimer(SurveyTimer.Name, open.Id, calendar.LocalMidnightUtc(open.ClosesOn!.Value.AddDays(1)).AddMilliseconds(-1), now);
        for (var i = 0; i < 9; i++)
            Add(open, i % 4 == 3, new() { ["q1"] = [$"{1 + (i % 3)}"] });
        Survey(
            area,
            byTitle,
            "暑期托管需求登记",
            false,
            5,
            20,
            [
                new()
                {
                    Key = "q1",
                    Kind = QuestionKind.Single,
                    Words = "孩子几年级？",
                    IsRequired = true,
                    Options = SurveyForm.Lines("一二年级\n三四年级\n五六年级", []),
                },
            ]
        );
    }

    private void Answers(Survey survey, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var said = new Dictionary<string, string[]>
            {
                ["q1"] = [$"{(i % 9 == 0 ? 2 : i % 4 == 0 ? 3 : i % 2 == 0 ? 5 : 4)}"],
                ["q2.1"] = [i % 3 == 0 ? "2" : "1"],
                ["q2.2"] = [i % 4 == 0 ? "2" : "1"],
                ["q2.4"] = [i % 3 == 1 ? "3" : "2"],
                ["q3"] = [i % 2 == 0 ? "1" : "2"],
                ["q5"] =
                    i % 5 == 0 ? ["1", "6"]
                    : i % 2 == 0 ? ["1", "2"]
                    : ["2", "3"],
            };
            if (i % 2 == 0)
                said["q4"] = [i % 6 == 0 ? "3" : "1"];
            if (i % 15 == 3)
                said["q6"] = ["答复能不能快一点，每次都要催。"];
            Add(survey, i % 5 == 2, said);
        }
    }

    private void Add(Survey survey, bool isPaper, Dictionary<string, string[]> said) =>
        db.Add(
            new SurveyAnswer
            {
                DistrictId = db.DistrictId,
                SurveyId = survey.Id,
                Id = SurveyDesk.Drawn(),
                Stamp = SurveyDesk.Drawn(),
                Channel = isPaper ? SurveyChannel.Paper : SurveyChannel.Online,
                ContentSealed = cipher.Seal(db.DistrictId, SurveyAnswer.Field, SurveyForm.WriteAnswers(said)),
            }
        );
}

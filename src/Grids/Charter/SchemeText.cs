using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Charter;

/// <summary>Seats as people type them, one a line: name ｜ 常驻 or 随叫随到 ｜ unit or role. 席位文字</summary>
public static class SchemeText
{
    /// <exception cref="InvalidInput"><c>scheme.line</c>: a line has not three parts, or the second is neither of the two words.</exception>
    public static IReadOnlyList<SaveScheme.SeatLine> Read(string typed) =>
        [.. typed.Split('\n').Select(PlainText.CleanLine).Where(line => line.Length > 0).Select(Line)];

    private static SaveScheme.SeatLine Line(string line)
    {
        if (line.Split('｜', '|', '\t').Select(part => part.Trim()).ToList() is not [var name, var how, var who] || name.Length == 0)
            throw new InvalidInput("Seats", "scheme.line");
        var isStanding = how is "常驻" or "standing";
        if (!isStanding && how is not ("随叫随到" or "on call"))
            throw new InvalidInput("Seats", "scheme.line");
        return Named.One<Role>(who) is { } role
            ? new SaveScheme.SeatLine(name, null, null, role, isStanding)
            : new SaveScheme.SeatLine(name, null, who, null, isStanding);
    }
}

/// <summary>Roles in the reader's words, where a role sits in a scheme. 角色名称</summary>
public static class RoleWords
{
    /// <summary>The Chinese word, which is the key of the text.</summary>
    public static string Word(Role role) =>
        role switch
        {
            Role.Operator => "受理员",
            Role.ShiftLeader => "值班长",
            Role.Dispatcher => "派遣员",
            Role.GridWorker => "网格员",
            Role.GridLead => "网格长",
            Role.Checker => "核查员",
            Role.Handler => "部门经办人",
            Role.Police => "社区民警",
            Role.Mediator => "人民调解员",
            Role.CommunitySecretary => "社区书记",
            Role.Leader => "领导",
            Role.SystemAdmin => "系统管理员",
            Role.SecurityAdmin => "安全管理员",
            _ => "审计管理员",
        };
}

using System.Globalization;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Sessions;
using Gezhi.Identity.Viewing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Identity;

/// <summary>Roles, kinds and audit actions in the reader's words. 名称</summary>
internal static class Words
{
    private static readonly Dictionary<Role, string> Roles = new()
    {
        [Role.Operator] = "受理员",
        [Role.ShiftLeader] = "值班长",
        [Role.Dispatcher] = "派遣员",
        [Role.GridWorker] = "网格员",
        [Role.GridLead] = "网格长",
        [Role.Checker] = "核查员",
        [Role.Handler] = "部门经办人",
        [Role.Police] = "社区民警",
        [Role.Mediator] = "人民调解员",
        [Role.CommunitySecretary] = "社区书记",
        [Role.Leader] = "领导",
        [Role.SystemAdmin] = "系统管理员",
        [Role.SecurityAdmin] = "安全管理员",
        [Role.AuditAdmin] = "审计管理员",
    };

    private static readonly Dictionary<UnitKind, string> Kinds = new()
    {
        [UnitKind.Bureau] = "区直部门",
        [UnitKind.Street] = "街道、镇",
        [UnitKind.Utility] = "公用企业",
        [UnitKind.Contractor] = "作业单位",
        [UnitKind.ResponseGroup] = "应急处置组",
        [UnitKind.Community] = "社区、村",
        [UnitKind.Partner] = "联动力量",
    };

    private static readonly Dictionary<SignInMethod, string> Methods = new()
    {
        [SignInMethod.Password] = "密码",
        [SignInMethod.Code] = "验证码",
        [SignInMethod.Demo] = "演示链接",
        [SignInMethod.PasswordAndCode] = "密码和动态验证码",
        [SignInMethod.Passkey] = "通行密钥",
        [SignInMethod.Government] = "政务账号",
        [SignInMethod.GovernmentAndCode] = "政务账号和动态验证码",
        [SignInMethod.Invitation] = "邀请函",
        [SignInMethod.Wall] = "挂屏",
    };

    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["sign-in.done"] = "登录成功",
        ["sign-in.failed"] = "登录失败",
        ["sign-in.locked"] = "登录失败，账号锁定中",
        ["sign-out.done"] = "退出",
        ["sign-out.everywhere"] = "全部退出",
        ["account.created"] = "新建账号",
        ["account.password-reset"] = "重置密码",
        ["account.password-changed"] = "修改密码",
        ["account.disabled"] = "停用账号",
        ["account.enabled"] = "启用账号",
        ["account.unlocked"] = "解锁账号",
        ["account.invited"] = "发邀请函",
        ["account.joined"] = "凭邀请函启用账号",
        ["account.signed-out"] = "让账号全部退出",
        ["second-factor.added"] = "启用手机验证器",
        ["second-factor.codes-renewed"] = "换备用码",
        ["second-factor.removed"] = "停用手机验证器",
        ["second-factor.reset"] = "清除二次验证",
        ["passkey.added"] = "添加通行密钥",
        ["passkey.removed"] = "删除通行密钥",
        ["government.linked"] = "绑定政务账号",
        ["government.unlinked"] = "解除政务账号绑定",
        ["urgent.taken"] = "已启用应急授权",
        ["urgent.ended"] = "提前结束应急授权",
        ["urgent.reviewed"] = "复核应急授权",
        ["audit.searched"] = "查询审计",
        ["audit.exported"] = "导出审计",
        ["audit.pruned"] = "清理过期审计",
        ["post.proposed"] = "提出高权限岗位",
        ["post.agreed"] = "同意高权限岗位",
        ["post.proposal-refused"] = "不同意高权限岗位",
        ["post.given"] = "授予岗位",
        ["post.ended"] = "结束岗位",
        ["post.handed-over"] = "岗位交接",
        ["post.requested"] = "申请岗位",
        ["post.request-refused"] = "不同意岗位申请",
        ["handover.signed"] = "签交接单",
        ["consent.given"] = "记录同意",
        ["consent.withdrawn"] = "记录撤回同意",
        ["consent.text-drafted"] = "起草同意文本",
        ["consent.text-published"] = "发布同意文本",
        ["consent.text-dropped"] = "放弃同意文本草稿",
        ["unit.saved"] = "保存处置部门",
        ["letter.retried"] = "再试一次",
        ["letter.given-up"] = "放弃投递",
        ["rules.draft-begun"] = "新建权责草案",
        ["rules.draft-changed"] = "修改权责草案",
        ["rules.draft-undone"] = "从权责草案撤下变更",
        ["rules.draft-imported"] = "向权责草案导入表格",
        ["rules.draft-asked"] = "权责草案送审",
        ["rules.draft-dropped"] = "放弃权责草案",
        ["rules.approved"] = "批准权责草案",
        ["rules.refused"] = "退回权责草案",
        ["gap.decided"] = "裁决管理空白",
        ["device.enrolled"] = "登记现场设备",
        ["device.revoked"] = "停用现场设备",
        ["place.saved"] = "保存在建与移交登记",
        ["notice.address-proved"] = "确认通知地址",
        ["notice.address-dropped"] = "取消通知地址",
        ["notice.device-added"] = "添加推送设备",
        ["notice.device-dropped"] = "移除推送设备",
        ["timer.retried"] = "再试定时事项",
        ["timer.given-up"] = "放弃定时事项",
        ["keys.turned"] = "字段密钥换钥完成",
        ["post.left-vacant"] = "高权限岗位到期空缺",
        ["viewing.alerted"] = "查看异常告警",
        ["viewing.closed"] = "查看异常核查结论",
    };

    /// <summary>Actions that can be asked for by name.</summary>
    public static IEnumerable<string> KnownActions => Actions.Keys;

    /// <summary>In Chinese; null: another module's.</summary>
    public static string? ChineseOf(string action) => Actions.GetValueOrDefault(action);

    private static readonly Dictionary<DataClass, string> Classes = new()
    {
        [DataClass.Internal] = "内部信息",
        [DataClass.Sensitive] = "敏感个人信息",
        [DataClass.Secret] = "密钥口令",
    };

    private static readonly Dictionary<ViewingKind, string> Viewings = new()
    {
        [ViewingKind.ManyFields] = "短时间打开大量敏感字段",
        [ViewingKind.ManyRecords] = "短时间打开大量人员记录",
        [ViewingKind.AboveUsual] = "远超本人平时",
        [ViewingKind.ManyChecked] = "用导入核对大量比对人员",
    };

    private static readonly Dictionary<ViewingFinding, string> Findings = new()
    {
        [ViewingFinding.Work] = "工作需要",
        [ViewingFinding.Misuse] = "不当查看",
        [ViewingFinding.OtherPerson] = "账号被他人使用",
    };

    private static readonly Dictionary<GuardianRelation, string> Relations = new()
    {
        [GuardianRelation.Father] = "父亲",
        [GuardianRelation.Mother] = "母亲",
        [GuardianRelation.Grandparent] = "祖父母或外祖父母",
        [GuardianRelation.Other] = "其他监护人",
    };

    private static readonly Dictionary<LegalBasis, string> Bases = new()
    {
        [LegalBasis.StatutoryDuty] = "履行法定职责",
        [LegalBasis.Consent] = "本人同意",
        [LegalBasis.Emergency] = "应对突发事件",
        [LegalBasis.Employment] = "工作人员管理所必需",
    };

    private static readonly Dictionary<DutyKind, string> Duties = new()
    {
        [DutyKind.Confirm] = "待核实",
        [DutyKind.Ground] = "网格处置",
        [DutyKind.Unit] = "部门处置",
        [DutyKind.Task] = "未交的联办",
        [DutyKind.Decision] = "待裁决归谁管",
        [DutyKind.Promised] = "已出发未到场",
    };

    extension(IStringLocalizer texts)
    {
        public string Of(DutyKind kind) => texts[Duties[kind]];

        public string Of(DataClass kind) => texts[Classes[kind]];

        public string Of(GuardianRelation relation) => texts[Relations[relation]];

        public string Of(ViewingKind kind) => texts[Viewings[kind]];

        public string Of(ViewingFinding finding) => texts[Findings[finding]];

        public string Of(LegalBasis basis) => texts[Bases[basis]];

        public string Of(Role role) => texts[Roles[role]];

        public string Of(UnitKind kind) => texts[Kinds[kind]];

        public string Of(SignInMethod method) => texts[Methods[method]];

        /// <summary>The action in words; the code itself for actions of other modules.</summary>
        public string OfAction(string action) => Actions.TryGetValue(action, out var words) ? texts[words] : action;

        /// <summary>The last day of something that ends before a day, or "until further notice".</summary>
        public string LastDay(DateOnly? end) =>
            end is { } day ? day.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : texts["长期"];
    }
}

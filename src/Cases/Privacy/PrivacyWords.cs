using Gezhi.Platform.Consents;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Privacy;

/// <summary>Kinds, states and rights in the reader's words. 个人信息用语</summary>
public sealed class PrivacyWords(IStringLocalizer T)
{
    /// <summary>What kind of item it is.</summary>
    public string Kind(string kind) =>
        kind switch
        {
            "report" => T["反映的问题"],
            "follow" => T["关注的一件事"],
            "neighbour" => T["别人替您反映的一件事"],
            "dispute" => T["人民调解"],
            "person" => T["网格台账里的登记"],
            "entitlement" => T["到期上门办理的事项"],
            _ => T["这个电话下的全部信息"],
        };

    /// <summary>By what right it is kept.</summary>
    public string Basis(LegalBasis basis) =>
        basis switch
        {
            LegalBasis.Consent => T["依据：您的同意"],
            LegalBasis.Emergency => T["依据：应对突发事件"],
            _ => T["依据：履行法定职责"],
        };

    /// <summary>By which way somebody agreed.</summary>
    public string Way(ConsentChannel channel) =>
        channel switch
        {
            ConsentChannel.Page => T["网页"],
            ConsentChannel.Phone => T["电话"],
            ConsentChannel.Paper => T["书面"],
            ConsentChannel.HomeVisit => T["上门"],
            ConsentChannel.Retention => T["到期自动"],
            _ => T["随名册登记"],
        };

    /// <summary>Who agreed.</summary>
    public string Giver(ConsentGiver giver, GuardianRelation? relation) =>
        (giver, relation) switch
        {
            (ConsentGiver.Self, _) => T["本人"],
            (_, GuardianRelation.Father) => T["父亲"],
            (_, GuardianRelation.Mother) => T["母亲"],
            (_, GuardianRelation.Grandparent) => T["祖父母或外祖父母"],
            (_, GuardianRelation.Other) => T["其他监护人"],
            _ => T["监护人"],
        };

    /// <summary>What is asked.</summary>
    public string Ask(DataRequestKind kind) =>
        kind switch
        {
            DataRequestKind.Correct => T["更正信息"],
            DataRequestKind.Withdraw => T["撤回同意，不再留我的电话"],
            _ => T["删除我的电话"],
        };

    /// <summary>How far it is.</summary>
    public string State(DataRequestState state) =>
        state switch
        {
            DataRequestState.Done => T["已办好"],
            DataRequestState.Refused => T["没有办"],
            DataRequestState.TakenBack => T["您已撤回"],
            _ => T["等待答复"],
        };

    /// <summary>Colour and shape of a state.</summary>
    public static string Pill(DataRequestState state) =>
        state switch
        {
            DataRequestState.Done => "done",
            DataRequestState.Waiting => "doing",
            _ => "hold",
        };
}

import type { Who } from './seed.ts';

/**
 * What everybody gets from every door, and whose data the answer may hold. Written by hand from the
 * requirements; the crawl asks the built server for each cell. Numbers are statuses of the page; an
 * arrow is a redirect. `member` asks for what is the member's own, `other` for the very same.
 * Forms are sent empty, so 400 is a form that was let in, looked at and found wanting.
 */
const text = `
door                              guest           unverified  member      other       desk            manager         owner           whose

/(public)                         200             200         200         200         200             200             200             nobody
/(public)/join                    200             →/home      →/home      →/home      200             200             200             nobody
/(public)/join default            400             →/home      →/home      →/home         400             400             400             nobody
/(public)/sign-in                 200             →/home      →/home      →/home      200             200             200             nobody
/(public)/sign-in default         400             →/home      →/home      →/home         400             400             400             nobody
/(public)/forgot                  200             200         200         200         200             200             200             nobody
/(public)/forgot default          400             400         400         400         400             400             400             nobody
/(public)/verify/[token]          200             200         200         200         200             200             200             of the link
/(public)/verify/[token] default  400             400         400         400         400             400             400             of the link
/(public)/reset/[token]           200             200         200         200         200             200             200             of the link
/(public)/reset/[token] default   400             400         400         400         400             400             400             of the link
/(public)/confirm/[token]         200             200         200         200         200             200             200             of the link
/(public)/confirm/[token] default 410             410         410         410         410             410             410             of the link
/(public)/terms/[purpose]         200             200         200         200         200             200             200             nobody
/(public)/s/[token]               200             200         200         200         200             200             200             of the link
/(public)/s/[token] answer        410             410         410         410         410             410             410             of the link
/(public)/s/[token] submit        410             410         410         410         410             410             410             of the link
/(public)/s/[token] decline       410             410         410         410         410             410             410             of the link
/(public)/s/[token]/photo/[item] 404 404 404 404 404 404 404 of the link
/(public)/sign-out POST           →/              →/          →/          →/          →/              →/              →/              nobody
/(public)/locale POST             400             400         400         400         400             400             400             nobody

/(member)/home                    →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/keep                    →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/card                    →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/desk-request            →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/desk-request decline    →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/points                  →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/points/lots             →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/benefits                →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/what-if                 →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/points/statement        →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/points/statement/[month] →/sign-in      200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/points/statement/[month]/csv →/sign-in  200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/points/[id]             →/sign-in       404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/milestones              →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/milestones default      →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/stays                   →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/stays/[id]              →/sign-in       404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/stays/claim             →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/stays/claim default     →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/stays/claims/[id]       →/sign-in       404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/stays/claims/[id] default →/sign-in     404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/stays/claims/[id]/photo →/sign-in       404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/surveys                 →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/surveys/cases/[id]      →/sign-in       404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/surveys/cases/[id] default →/sign-in    404         400         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/surveys/[id]            →/sign-in       404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/surveys/[id] answer     →/sign-in       404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/surveys/[id] submit     →/sign-in       404         422         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/surveys/[id]/photo/[item] →/sign-in       404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/rewards                 →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/rewards/[id]            →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/rewards/[id] redeem     →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/rewards/vouchers        →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/rewards/vouchers/[id]   →/sign-in       404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/rewards/vouchers/[id] cancel →/sign-in  404         400         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/rewards/vouchers/[id]/mark →/sign-in    404         200         404         →/sign-in       →/sign-in       →/sign-in       own
/(member)/preferences             →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/preferences default     →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/preferences/health      →/sign-in       →/preferences →/preferences →/preferences →/sign-in      →/sign-in       →/sign-in       own
/(member)/preferences/health default →/sign-in     →/preferences →/preferences →/preferences →/sign-in      →/sign-in       →/sign-in       own
/(member)/preferences/observed POST →/sign-in      400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/preferences/history     →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/preferences/history default →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me                      →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me name                 →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me consent              →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me locale               →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me password             →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me address              →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me verify               →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me signOutDevice        →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me signOutOthers        →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me/notices              →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me/notices save         →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me/notices subscribe    →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me/notices unsubscribe  →/sign-in       200         200         200         →/sign-in       →/sign-in       →/sign-in       own
/(member)/me/notices remove       →/sign-in       400         400         400         →/sign-in       →/sign-in       →/sign-in       own

/staff/sign-in                    200             200         200         200         →/desk          →/admin         →/admin         nobody
/staff/sign-in default            400             400         400         400         →/desk          →/admin         →/admin          nobody
/staff/sign-out POST              →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in nobody
/admin                            →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         →/admin/members →/admin/members nobody
/staff/password/[token]           200             200         200         200         200             200             200             of the link
/staff/password/[token] default   400             400         400         400         400             400             400             of the link
/admin/members                    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all members
/admin/members/[id]               →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all members
/admin/members/[id] adjust        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all members
/admin/members/[id] suspend       →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all members
/admin/members/[id] restore       →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all members
/admin/members/[id]/ledger        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all members
/admin/members/[id]/merge         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all members
/admin/members/[id]/merge merge   →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all members
/admin/members/[id]/merge undo    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all members
/admin/members/[id]/tier          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all members
/admin/members/[id]/tier name     →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all members
/admin/members/[id]/tier card     →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all members
/admin/members/[id]/tier lend     →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all members
/admin/exchange                   →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/exchange/new               →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/exchange/new add           →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/exchange/new upload        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/exchange/waiting           →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all members
/admin/cases                      →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200         200             all members
/admin/cases/[id]                 →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200         200             all members
/admin/cases/[id] answer          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/cases/[id] goodwill        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/cases/[id] decide          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/cases/[id] praise          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/cases/[id] resolve         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/cases/[id] sort            →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/claims                     →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200         200             all members
/admin/claims/[id]                →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200         200             all members
/admin/claims/[id] link           →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/claims/[id] weigh          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/claims/[id] record         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/claims/[id] refuse         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400         400             all members
/admin/claims/[id]/photo          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200         200             all members
/admin/brand                      →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/brand default              →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/properties                 →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/properties/new             →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/properties/new default     →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/properties/[id]            →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/properties/[id] default    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/staff                      →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/staff/new                  →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         403             200             nobody
/admin/staff/new default          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         403             400             nobody
/admin/staff/[id]                 →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/staff/[id] change          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         403             400             nobody
/admin/staff/[id] link            →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         403             200             nobody
/admin/staff/[id] suspend         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         403             400             nobody
/admin/staff/[id] restore         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         403             400             nobody
/admin/audit                      →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all members
/admin/services                   →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/services save              →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/services shipped           →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/preferences/honoured       →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/preferences/honoured/csv   →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/preferences                →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/preferences/groups         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/preferences/groups default →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/preferences/new            →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/preferences/new default    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/preferences/[id]           →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/preferences/[id] save      →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/preferences/[id] archive   →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/preferences/[id] offer     →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/mail                       →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all mails
/admin/surveys                    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/csv                →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/versions →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 200 200 nobody
/admin/surveys/versions start →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 →/admin/surveys/draft →/admin/surveys/draft nobody
/admin/surveys/versions/[version] →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 200 200 nobody
/admin/surveys/draft →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 200 200 nobody
/admin/surveys/draft name →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft add →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft dimension →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft move →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft undo →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft discard →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft publish →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft/parts/[id] →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 200 200 nobody
/admin/surveys/draft/parts/[id] save →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft/parts/[id] place →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft/parts/[id] remove →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft/weights/[level] →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 200 200 nobody
/admin/surveys/draft/weights/[level] typed →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft/weights/[level] pairs →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 400 400 nobody
/admin/surveys/draft/preview/[locale] →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403 200 200 nobody
/admin/surveys/scores             →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/scores/csv         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/cuts               →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/surveys/cuts default       →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/surveys/invitations        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/surveys/invitations default →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/surveys/words              →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/words put          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all surveys
/admin/surveys/words/csv          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/words/new          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/words/new default  →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all surveys
/admin/surveys/words/[id]         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/words/[id] save    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all surveys
/admin/surveys/words/[id] remove  →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             all surveys
/admin/surveys/responses          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/responses/[id]     →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all surveys
/admin/surveys/responses/[id]/photo/[item]          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200         200             all surveys
/admin/rewards                    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/rewards status             →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/rewards copy               →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/rewards/booked              →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all members
/admin/rewards/booked/[id]         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             all members
/admin/rewards/booked/[id] withdraw →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403        400             400             all members
/admin/rewards/new                →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/rewards/new default        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/rewards/[id]               →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/rewards/[id] save          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/rewards/[id] status        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/rewards/[id] copy          →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/rewards/[id]/stock         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/rewards/[id]/stock correct →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/rewards/[id]/stock codes   →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/rewards/[id]/preview/[locale] →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/programme                  →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/programme start            →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         →/admin/programme/draft  →/admin/programme/draft  nobody
/admin/programme/versions/[number] →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/programme/versions/[number]/file →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/programme/draft            →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/programme/draft save       →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/programme/draft publish    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/programme/draft take       →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/programme/draft discard    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/admin/programme/draft/document   →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         200             200             nobody
/admin/programme/draft/document default →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 403         400             400             nobody
/desk                             →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 200         200             200             card and tier of any member, guests of the house
/desk find                        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk take                        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk property                    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk back                        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk ask                         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk redeem                       →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk settle                      →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk tick                        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk note                        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk forget                      →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk answer                      →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk/waiting                     →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 200         200             200             card and tier of any member, guests of the house
/desk/waiting default             →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             card and tier of any member, guests of the house
/desk/lock                        →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 200         200             200             nobody
/desk/lock lock                   →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             nobody
/desk/lock open                   →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             nobody
/desk/pin                         →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 200         200             200             nobody
/desk/pin default                 →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             nobody
/desk/enrol                       →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 200         200             200             guests of the house
/desk/enrol default               →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             guests of the house
/desk/search                      →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 200         200             200             guests of the house
/desk/search default              →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             guests of the house
/desk/arrivals                    →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 200         200             200             guests of the house
/desk/arrivals default            →/staff/sign-in →/staff/sign-in →/staff/sign-in →/staff/sign-in 400         400             400             guests of the house

/healthz                          200             200         200         200         200             200             200             nobody
/manifest.webmanifest             200             200         200         200         200             200             200             nobody
/offline/[locale]                 200             200         200         200         200             200             200             nobody
/brand.css                        200             200         200         200         200             200             200             nobody
/media/[name]                     200             200         200         200         200             200             200             nobody
`;

export interface Door {
	readonly routeId: string;
	/** GET, the name of a form action, or a method of an endpoint. */
	readonly request: string;
	readonly expected: Readonly<Record<Who, string>>;
	readonly whose: string;
}

const columns: readonly Who[] = [
	'guest',
	'unverified',
	'member',
	'other',
	'desk',
	'manager',
	'owner'
];

export const doors: readonly Door[] = text
	.split('\n')
	.filter((line) => line.startsWith('/'))
	.map((line) => {
		const [, door = '', rest = ''] = /^(\/\S*(?: [A-Za-z]+)?) +(.*)$/.exec(line) ?? [];
		const cells = rest.split(/ +/);
		const [routeId = '', request = 'GET'] = door.split(' ');
		const expected = Object.fromEntries(columns.map((who, at) => [who, cells[at] ?? '']));
		return {
			routeId,
			request,
			expected: expected as Record<Who, string>,
			whose: cells.slice(columns.length).join(' ')
		};
	});
